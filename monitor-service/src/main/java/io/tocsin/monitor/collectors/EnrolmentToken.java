package io.tocsin.monitor.collectors;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lets one collector register, once and for a time.
 *
 * @param createdBy the user who made it
 * @param collectorId the collector that it let in; null while it is unused
 */
record EnrolmentToken(
        String id,
        String accountId,
        String name,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable String collectorId) {}
