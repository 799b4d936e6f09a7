package io.tocsin.monitor.monitors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tocsin.monitor.plans.Plan;
import io.tocsin.monitor.preconditions.EntityTag;
import io.tocsin.monitor.status.Status;
import io.tocsin.monitor.targets.RequestContent;
import io.tocsin.monitor.targets.TargetFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as a client reads it: its definition, joined with what was decided of it.
 *
 * @param headers what a check sends, like the body; null for those who may not see secrets, and in lists
 * @param heartbeatUrl where heartbeats are sent; null likewise
 * @param notice what the account's plan would not allow any more, and why nothing was changed
 */
record MonitorAnswer(
        String id,
        String accountId,
        String friendlyName,
        @JsonUnwrapped TargetFields target,
        @Nullable Map<String, String> headers,
        @Nullable String body,
        @Nullable String heartbeatUrl,
        int intervalSeconds,
        int timeoutMs,
        int retries,
        int failureThreshold,
        int recoveryThreshold,
        List<String> tags,
        String status,
        @Nullable Instant lastCheckedAt,
        @Nullable String notice,
        long revision,
        Instant createdAt,
        Instant changedAt) {
    /** What everybody of the account may see. */
    static MonitorAnswer of(Monitor monitor, Status decided, @Nullable Plan plan) {
        return of(monitor, decided, plan, null, null, null);
    }

    /** The same with the secrets of the monitor. */
    static MonitorAnswer of(Monitor monitor, Status decided, @Nullable Plan plan, Secrets secrets) {
        RequestContent content = secrets.open(monitor.id(), monitor.sealedRequest());
        HeartbeatToken token = monitor.heartbeatToken();
        return of(
                monitor,
                decided,
                plan,
                monitor.target().url() == null ? null : content.headers(),
                content.body(),
                token == null ? null : secrets.heartbeatUrl(monitor.id(), token));
    }

    private static MonitorAnswer of(
            Monitor monitor,
            Status decided,
            @Nullable Plan plan,
            @Nullable Map<String, String> headers,
            @Nullable String body,
            @Nullable String heartbeatUrl) {
        return new MonitorAnswer(
                monitor.id(),
                monitor.accountId(),
                monitor.friendlyName(),
                monitor.target(),
                headers,
                body,
                heartbeatUrl,
                monitor.intervalSeconds(),
                monitor.timeoutMs(),
                monitor.retries(),
                monitor.failureThreshold(),
                monitor.recoveryThreshold(),
                monitor.tags(),
                monitor.isPaused() ? MonitorFilter.PAUSED : decided.name(),
                decided.lastObservedAt(),
                plan == null ? null : plan.noticeOf(monitor.intervalSeconds()),
                monitor.revision(),
                monitor.createdAt(),
                monitor.changedAt());
    }

    @JsonIgnore
    EntityTag tag() {
        return new EntityTag(revision);
    }
}
