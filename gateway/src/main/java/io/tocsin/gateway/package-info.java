/** The one door of the product: who may come in, how often, and to whom they are led. */
@NullMarked
package io.tocsin.gateway;

import org.jspecify.annotations.NullMarked;
