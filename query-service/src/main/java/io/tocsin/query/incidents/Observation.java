package io.tocsin.query.incidents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A monitor was up or down at an instant.
 *
 * @param at the slot that it stands for; the order of observations
 * @param location where it was seen from
 * @param reason why it was down
 * @param observedAt when it was really seen
 * @param correlationId id of the work that it came from
 * @param trace the trace that it belongs to
 */
public record Observation(
        String monitorId,
        Instant at,
        String location,
        boolean up,
        @Nullable String reason,
        Instant observedAt,
        @Nullable String correlationId,
        @Nullable String trace) {}
