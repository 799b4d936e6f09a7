package io.tocsin.query.incidents;

import io.tocsin.query.incidents.Condition.Down;
import io.tocsin.query.incidents.Condition.Pending;
import io.tocsin.query.incidents.Condition.Up;
import io.tocsin.query.status.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a monitor between two batches.
 *
 * @param incidentId the open incident
 * @param silent whether observations have stopped coming
 * @param decidedAt when its status last changed or was refreshed
 */
record MonitorState(
        String monitorId,
        String accountId,
        Tracked tracked,
        @Nullable Instant lastObservedAt,
        @Nullable String incidentId,
        boolean silent,
        Instant decidedAt,
        @Nullable Instant publishedAt) {

    static MonitorState unobserved(String monitorId, String accountId, Instant now) {
        return new MonitorState(monitorId, accountId, Tracked.unobserved(now), null, null, false, now, null);
    }

    MonitorState observed(Tracked after, Instant observedAt, @Nullable String incident) {
        boolean news = lastObservedAt == null || observedAt.isAfter(lastObservedAt);
        // a late observation breaks no silence
        return new MonitorState(
                monitorId,
                accountId,
                after,
                news ? observedAt : lastObservedAt,
                incident,
                silent && !news,
                decidedAt,
                publishedAt);
    }

    MonitorState published(Instant at) {
        return new MonitorState(monitorId, accountId, tracked, lastObservedAt, incidentId, silent, at, at);
    }

    String statusName() {
        if (silent) {
            return "unknown";
        }
        return switch (tracked.condition()) {
            case Pending _ -> "pending";
            case Up _ -> "up";
            case Down _ -> "down";
        };
    }

    Status status() {
        return new Status(
                Status.Kind.MONITOR, monitorId, accountId, statusName(), tracked.since(), lastObservedAt, decidedAt);
    }
}
