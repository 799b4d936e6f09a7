/** Names the people who run the product. */
@NullMarked
package io.tocsin.local.operator;

import org.jspecify.annotations.NullMarked;
