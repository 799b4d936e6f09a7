/** Heartbeats that did not come: each one is an observation like a failed check. */
@NullMarked
package io.tocsin.query.heartbeats;

import org.jspecify.annotations.NullMarked;
