/** A customer of the product who watches this machine and shows, live, what the product knows of it. */
@NullMarked
package io.tocsin.local.demo;

import org.jspecify.annotations.NullMarked;
