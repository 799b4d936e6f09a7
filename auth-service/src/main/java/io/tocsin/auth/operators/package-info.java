/** The people who run the product. */
@NullMarked
package io.tocsin.auth.operators;

import org.jspecify.annotations.NullMarked;
