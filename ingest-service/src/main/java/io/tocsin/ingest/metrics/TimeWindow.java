package io.tocsin.ingest.metrics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When samples may have been measured: storage has no place for others.
 *
 * @param from earliest, in milliseconds since the epoch
 * @param to latest
 */
record TimeWindow(long from, long to) {
    /** @param retention how long raw samples of the account are kept */
    static TimeWindow around(Instant now, Duration retention, Duration maxFuture) {
        return new TimeWindow(
                now.minus(retention).toEpochMilli(), now.plus(maxFuture).toEpochMilli());
    }

    @Nullable
    String refusal(long millis) {
        if (millis < from) {
            return "timestamp is older than the plan keeps samples (a number is milliseconds since 1970)";
        }
        return millis > to ? "timestamp lies in the future (a number is milliseconds since 1970)" : null;
    }
}
