/** The running product, tried as its users use it. */
@NullMarked
package io.tocsin.journeys;

import org.jspecify.annotations.NullMarked;
