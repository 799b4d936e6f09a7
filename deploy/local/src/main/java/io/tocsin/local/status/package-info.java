/** The command that tells how the product is. */
@NullMarked
package io.tocsin.local.status;

import org.jspecify.annotations.NullMarked;
