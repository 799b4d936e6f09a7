/** A real schema registry where none is configured. */
@NullMarked
package io.tocsin.local.registry;

import org.jspecify.annotations.NullMarked;
