/** Puts events into the words of their receivers, with expressions that customers write. */
@NullMarked
package io.tocsin.query.transformations;

import org.jspecify.annotations.NullMarked;
