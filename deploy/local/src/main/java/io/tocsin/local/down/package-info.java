/** The command that stops the product. */
@NullMarked
package io.tocsin.local.down;

import org.jspecify.annotations.NullMarked;
