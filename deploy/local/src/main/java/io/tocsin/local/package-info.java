/** The product on one machine: one command that starts it, one that stops it, one that tells how it is. */
@NullMarked
package io.tocsin.local;

import org.jspecify.annotations.NullMarked;
