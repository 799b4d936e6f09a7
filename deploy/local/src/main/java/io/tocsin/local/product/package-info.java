/** What the product consists of here, and its life: started in order, watched, stopped in reverse. */
@NullMarked
package io.tocsin.local.product;

import org.jspecify.annotations.NullMarked;
