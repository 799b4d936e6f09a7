package io.tocsin.query.definitions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a collector.
 *
 * @param intervalSeconds how often it says it pushes
 * @param certificateNotAfter when its newest certificate ends
 */
public record CollectorDefinition(
        String collectorId,
        String accountId,
        long revision,
        String name,
        String hostname,
        int intervalSeconds,
        @Nullable Instant certificateNotAfter,
        @Nullable Instant revokedAt,
        Instant changedAt) {}
