package io.tocsin.ingest.checks;

import io.tocsin.ingest.probes.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The standing order of one monitor, as the runner needs it.
 *
 * @param type as the definition names it
 * @param target null where no probe here fits it
 * @param timeout for all attempts of a check together
 * @param retries how often a failing check tries again before it counts as failed
 * @param requestedAt slot of the newest check that was asked for by hand
 * @param changedAt when this revision was committed
 */
record Monitor(
        String id,
        String accountId,
        long revision,
        String type,
        @Nullable Target target,
        Duration interval,
        Duration timeout,
        int retries,
        boolean paused,
        @Nullable Instant requestedAt,
        Instant changedAt) {
    Monitor {
        if (!interval.isPositive() || !timeout.isPositive()) {
            throw new IllegalArgumentException("Interval and timeout of %s are not positive".formatted(id));
        }
    }

    /** Whether there is anything to run. */
    boolean runs() {
        return !paused && target != null;
    }
}
