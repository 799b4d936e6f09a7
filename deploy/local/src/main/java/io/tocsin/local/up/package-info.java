/** The command that starts the product. */
@NullMarked
package io.tocsin.local.up;

import org.jspecify.annotations.NullMarked;
