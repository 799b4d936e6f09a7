package io.tocsin.query.incidents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A monitor was down.
 *
 * @param openedAt slot of the check that opened it
 * @param friendlyName what people call the monitor now; null if it is not known any more
 * @param acknowledgedAt when somebody took it
 * @param acknowledgedBy that user
 * @param resolvedAt slot of the check that resolved it
 * @param reason of the check that opened it
 */
record Incident(
        String id,
        String accountId,
        String monitorId,
        @Nullable String friendlyName,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable Instant resolvedAt,
        @Nullable String reason) {}
