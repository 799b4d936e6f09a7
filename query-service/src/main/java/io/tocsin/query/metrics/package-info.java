/** Samples: the dictionary of series, packed rows, and questions about them. */
@NullMarked
package io.tocsin.query.metrics;

import org.jspecify.annotations.NullMarked;
