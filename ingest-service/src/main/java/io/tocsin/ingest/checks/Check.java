package io.tocsin.ingest.checks;

import io.tocsin.ingest.probes.Outcome;
import java.time.Instant;

/** One execution of a monitor, and how the target was found. */
record Check(Monitor monitor, Slot slot, Instant startedAt, Outcome outcome) {}
