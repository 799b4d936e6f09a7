/** Targets that call us: a heartbeat comes in at an address that holds a token, and becomes a check. */
@NullMarked
package io.tocsin.ingest.heartbeats;

import org.jspecify.annotations.NullMarked;
