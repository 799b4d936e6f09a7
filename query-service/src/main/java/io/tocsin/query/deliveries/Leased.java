package io.tocsin.query.deliveries;

import org.jspecify.annotations.Nullable;

/**
 * A delivery that is this instance's to try, until its lease is over.
 *
 * @param lease tells this lease from earlier and later ones
 * @param tries how many there have been since it was queued
 * @param until when the lease is over, by {@code System.nanoTime()}
 * @param endpointRevision what the endpoint was when it was leased
 * @param rateLimit deliveries a second that the endpoint takes at most
 */
record Leased(
        String id,
        int lease,
        long until,
        int tries,
        boolean replayed,
        String accountId,
        String endpointId,
        long endpointRevision,
        @Nullable Integer rateLimit,
        String eventId,
        String correlationId,
        String payload) {}
