package io.tocsin.monitor.monitors;

import io.tocsin.events.MonitorDefined;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Topics;
import org.springframework.stereotype.Component;

/** Leaves what runners and query-service follow, in the transaction of the change. */
@Component
class MonitorPublisher {
    private final Outbox outbox;

    MonitorPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    void defined(Monitor monitor) {
        outbox.append(Topics.MONITORS, monitor.id(), event(monitor));
    }

    void deleted(Monitor monitor) {
        outbox.append(Topics.MONITORS, monitor.id(), null);
    }

    private static MonitorDefined event(Monitor monitor) {
        Definition definition = monitor.definition();
        TargetColumns target = TargetColumns.of(definition.target());
        return MonitorDefined.newBuilder()
                .setMonitorId(monitor.id())
                .setAccountId(monitor.accountId())
                .setRevision(monitor.revision())
                .setFriendlyName(definition.friendlyName())
                .setType(target.type())
                .setUrl(target.url())
                .setKeyword(target.keyword())
                .setIntervalSeconds(definition.intervalSeconds())
                .setTimeoutMs(definition.timeoutMs())
                .setFailureThreshold(definition.failureThreshold())
                .setRecoveryThreshold(definition.recoveryThreshold())
                .setPaused(monitor.isPaused())
                .setTags(definition.tags())
                .setCheckRequestedAt(monitor.checkRequestedAt())
                .setCreatedAt(monitor.createdAt())
                .setChangedAt(monitor.changedAt())
                .build();
    }
}
