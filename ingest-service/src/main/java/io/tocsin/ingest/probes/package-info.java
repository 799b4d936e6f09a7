/** The protocol acts inside a check: each aims at a kind of target and says how it found it. */
@NullMarked
package io.tocsin.ingest.probes;

import org.jspecify.annotations.NullMarked;
