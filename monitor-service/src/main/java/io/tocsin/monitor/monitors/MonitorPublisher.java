package io.tocsin.monitor.monitors;

import io.tocsin.events.MonitorDefined;
import io.tocsin.monitor.targets.TargetFields;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Topics;
import java.util.List;
import java.util.Objects;
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
        TargetFields target = monitor.target();
        HeartbeatToken heartbeat = monitor.heartbeatToken();
        return MonitorDefined.newBuilder()
                .setMonitorId(monitor.id())
                .setAccountId(monitor.accountId())
                .setRevision(monitor.revision())
                .setFriendlyName(monitor.friendlyName())
                .setType(target.type())
                .setUrl(target.url())
                .setHost(target.host())
                .setPort(target.port())
                .setMethod(Objects.requireNonNullElse(target.method(), "GET"))
                .setSealedRequest(monitor.sealedRequest())
                .setExpectedStatuses(Objects.requireNonNullElse(target.expectedStatuses(), List.of()))
                .setFollowRedirects(!Boolean.FALSE.equals(target.followRedirects()))
                .setKeyword(target.keyword())
                .setKeywordAbsent(Boolean.TRUE.equals(target.keywordAbsent()))
                .setKeywordRegex(Boolean.TRUE.equals(target.keywordRegex()))
                .setWarningDays(target.warningDays())
                .setRecordType(target.recordType())
                .setExpectedValue(target.expectedValue())
                .setPeriodSeconds(target.periodSeconds())
                .setGraceSeconds(target.graceSeconds())
                .setHeartbeatTokenHash(heartbeat == null ? null : heartbeat.hash())
                .setIntervalSeconds(monitor.intervalSeconds())
                .setTimeoutMs(monitor.timeoutMs())
                .setRetries(monitor.retries())
                .setFailureThreshold(monitor.failureThreshold())
                .setRecoveryThreshold(monitor.recoveryThreshold())
                .setPaused(monitor.isPaused())
                .setTags(monitor.tags())
                .setCheckRequestedAt(monitor.checkRequestedAt())
                .setCreatedAt(monitor.createdAt())
                .setChangedAt(monitor.changedAt())
                .build();
    }
}
