package io.tocsin.ingest.checks;

import io.tocsin.ingest.probes.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One execution of a monitor, and how the target was found.
 *
 * @param startedAt when the first attempt began
 * @param failedAttempts reasons of the attempts before the last one
 */
record Check(Monitor monitor, Slot slot, Instant startedAt, Outcome outcome, List<String> failedAttempts) {

    /** How long after its slot it began. */
    Duration lateness() {
        return Duration.between(slot.scheduledAt(), startedAt);
    }
}
