/** Requests that may be repeated: the same key answers the same, and does nothing twice. */
@NullMarked
package io.tocsin.monitor.idempotency;

import org.jspecify.annotations.NullMarked;
