package io.tocsin.query.incidents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A monitor was down.
 *
 * @param openedAt slot of the check that opened it
 * @param acknowledgedAt when somebody took it
 * @param resolvedAt slot of the check that resolved it
 * @param reason of the check that opened it
 */
record Incident(
        String id,
        String accountId,
        String monitorId,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Instant resolvedAt,
        @Nullable String reason) {}
