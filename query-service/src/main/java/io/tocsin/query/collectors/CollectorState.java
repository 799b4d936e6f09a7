package io.tocsin.query.collectors;

import io.tocsin.query.status.Status;
import java.time.Instant;

/** What is kept of a collector between two batches. */
record CollectorState(
        String collectorId,
        String accountId,
        CollectorStatus status,
        Instant since,
        Instant lastObservedAt,
        Instant decidedAt,
        Instant publishedAt) {

    Status asStatus() {
        return new Status(
                Status.Kind.COLLECTOR, collectorId, accountId, status.wireName(), since, lastObservedAt, decidedAt);
    }
}
