package io.tocsin.query.webhooks;

import io.tocsin.query.definitions.MonitorDefinition;
import io.tocsin.query.definitions.MonitorDefinitions;
import io.tocsin.query.definitions.MonitorFollower;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells subscribers of monitors that come, change and go, in the transaction that notes it. */
@Component
class MonitorNews implements MonitorFollower {
    private final Announcements announcements;
    private final Quotas quotas;
    private final ObjectProvider<MonitorDefinitions> definitions;

    MonitorNews(Announcements announcements, Quotas quotas, ObjectProvider<MonitorDefinitions> definitions) {
        this.announcements = announcements;
        this.quotas = quotas;
        this.definitions = definitions;
    }

    @Override
    public void monitorDefined(@Nullable MonitorDefinition before, MonitorDefinition after) {
        EventType type = before == null
                ? EventType.MONITOR_CREATED
                : after.paused() && !before.paused() ? EventType.MONITOR_PAUSED : EventType.MONITOR_UPDATED;
        String cause = before == null ? "created" : "revision " + after.revision();
        announcements.announce(news(type, after, after.changedAt(), cause));
        if (before == null) {
            quotas.monitorAdded(after.accountId(), after.changedAt());
        }
    }

    @Override
    public void monitorDeleted(String monitorId, Instant at) {
        MonitorDefinition gone = definitions.getObject().of(List.of(monitorId)).get(monitorId);
        if (gone != null) {
            announcements.announce(news(EventType.MONITOR_DELETED, gone, at, "deleted"));
        }
    }

    private static News news(EventType type, MonitorDefinition monitor, Instant at, String cause) {
        return News.of(monitor.accountId(), type, at)
                .with("monitor_id", monitor.monitorId())
                .with("friendly_name", monitor.friendlyName())
                .with("monitor_type", monitor.type())
                .with("interval_seconds", monitor.intervalSeconds())
                .with("paused", monitor.paused())
                .with("revision", monitor.revision())
                .about(monitor.monitorId(), monitor.monitorId() + " " + cause);
    }
}
