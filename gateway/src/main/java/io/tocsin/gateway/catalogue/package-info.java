/** Every error that an answer can carry, for people and programs to look up. */
@NullMarked
package io.tocsin.gateway.catalogue;

import org.jspecify.annotations.NullMarked;
