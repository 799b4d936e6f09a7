/** Changes that are made only to what the caller has read. */
@NullMarked
package io.tocsin.monitor.preconditions;

import org.jspecify.annotations.NullMarked;
