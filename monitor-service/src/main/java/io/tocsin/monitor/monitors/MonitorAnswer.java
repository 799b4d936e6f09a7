package io.tocsin.monitor.monitors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tocsin.monitor.status.Status;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A monitor as a client reads it: its definition, joined with what was decided of it. */
record MonitorAnswer(
        String id,
        String accountId,
        String friendlyName,
        String type,
        @Nullable String url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String keyword,
        int intervalSeconds,
        int timeoutMs,
        int failureThreshold,
        int recoveryThreshold,
        List<String> tags,
        String status,
        @Nullable Instant lastCheckedAt,
        long revision,
        Instant createdAt,
        Instant changedAt) {
    static MonitorAnswer of(Monitor monitor, Status decided) {
        Definition definition = monitor.definition();
        TargetColumns target = TargetColumns.of(definition.target());
        return new MonitorAnswer(
                monitor.id(),
                monitor.accountId(),
                definition.friendlyName(),
                target.type(),
                target.url(),
                null,
                null,
                target.keyword(),
                definition.intervalSeconds(),
                definition.timeoutMs(),
                definition.failureThreshold(),
                definition.recoveryThreshold(),
                definition.tags(),
                monitor.isPaused() ? MonitorFilter.PAUSED : decided.name(),
                decided.lastObservedAt(),
                monitor.revision(),
                monitor.createdAt(),
                monitor.changedAt());
    }

    @JsonIgnore
    EntityTag tag() {
        return new EntityTag(revision);
    }
}
