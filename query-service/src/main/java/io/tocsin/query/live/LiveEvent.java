package io.tocsin.query.live;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something happened in an account.
 *
 * @param type status, incident or check
 * @param data what happened, as readers get it
 */
record LiveEvent(String type, String accountId, Object data) {
    /** A monitor or collector is now like this. */
    record Status(
            String id,
            String kind,
            String status,
            Instant since,
            @Nullable Instant lastObservedAt,
            Instant decidedAt) {}

    /** @param transition opened, acknowledged or resolved */
    record Incident(
            String id,
            String monitorId,
            @Nullable String friendlyName,
            String transition,
            @Nullable Instant at,
            Instant openedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant resolvedAt,
            @Nullable String reason) {}

    /** @param latencyMs milliseconds */
    record Check(
            String id,
            String monitorId,
            Instant scheduledAt,
            Instant createdAt,
            boolean success,
            @Nullable Integer statusCode,
            @Nullable Double latencyMs,
            @Nullable String reason,
            String location,
            @Nullable String message) {}

    /** The monitor whose owner has to be looked up: not everybody who publishes checks may be believed. */
    @Nullable
    String unprovenMonitor() {
        return data instanceof Check check ? check.monitorId() : null;
    }
}
