package io.tocsin.monitor.collectors;

import io.tocsin.monitor.status.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A collector as a client reads it.
 *
 * @param status pending until its first push, then online, late or offline
 */
record CollectorAnswer(
        String id,
        String accountId,
        String name,
        String hostname,
        String status,
        @Nullable Instant lastSeenAt,
        int configVersion,
        Instant certificateNotAfter,
        Instant createdAt) {
    static CollectorAnswer of(Collector collector, Status decided) {
        return new CollectorAnswer(
                collector.id(),
                collector.accountId(),
                collector.name(),
                collector.hostname(),
                decided.name(),
                decided.lastObservedAt(),
                collector.configVersion(),
                collector.certificateNotAfter(),
                collector.createdAt());
    }
}
