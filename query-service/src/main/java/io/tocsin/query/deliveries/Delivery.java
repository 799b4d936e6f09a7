package io.tocsin.query.deliveries;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One event for one endpoint.
 *
 * @param status pending, delivered, exhausted, cancelled or filtered
 * @param reason why it is not delivered
 * @param replayed whether it was history when it was queued
 * @param nextAttemptAt while it is pending; one that is under way shows when that try counts as lost
 * @param payload only where one delivery is asked for
 */
record Delivery(
        String id,
        String endpointId,
        String eventId,
        String eventType,
        String status,
        @Nullable String reason,
        boolean replayed,
        List<Attempt> attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant endedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode payload) {}
