package io.tocsin.query.servers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What samples are about.
 *
 * @param no number within its account, from 1
 * @param collectorId the collector that reports it; null where OAuth clients alone do
 */
public record Server(
        String id, int no, String hostname, @Nullable String collectorId, Instant lastSeenAt) {}
