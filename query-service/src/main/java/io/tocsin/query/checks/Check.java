package io.tocsin.query.checks;

import io.tocsin.query.checks.Checks.Slot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a monitor, as people read it.
 *
 * @param scheduledAt its slot
 * @param createdAt when it was really executed
 * @param message what a person may want to know beside the reason
 * @param attempts tries that it took, those that failed before the last one with their reasons
 * @param requested whether it was asked for by hand
 * @param latenessMicros how long after its slot it began
 * @param certificateNotAfter when the certificate that the target showed ends
 */
record Check(
        String monitorId,
        Instant scheduledAt,
        Instant createdAt,
        boolean success,
        @Nullable Integer statusCode,
        @Nullable Long latencyMicros,
        @Nullable String reason,
        String location,
        @Nullable String message,
        int attempts,
        List<String> failedAttempts,
        boolean requested,
        Timings timings,
        @Nullable Long latenessMicros,
        @Nullable Instant certificateNotAfter) {
    /** Microseconds of the parts of a probe, of those that it had. */
    record Timings(
            @Nullable Long dnsMicros,
            @Nullable Long connectMicros,
            @Nullable Long tlsMicros,
            @Nullable Long firstByteMicros) {}

    String id() {
        return new Slot(monitorId, scheduledAt, location).id();
    }
}
