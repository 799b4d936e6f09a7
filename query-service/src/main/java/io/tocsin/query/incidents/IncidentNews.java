package io.tocsin.query.incidents;

import io.tocsin.query.webhooks.Announcements;
import io.tocsin.query.webhooks.EventType;
import io.tocsin.query.webhooks.News;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Tells subscribers of incidents, in the transaction of the change. Told again, nothing happens. */
@Component
class IncidentNews {
    private final Announcements announcements;

    IncidentNews(Announcements announcements) {
        this.announcements = announcements;
    }

    /** @return whether it had not been told yet */
    boolean opened(Incident incident) {
        Instant at = incident.openedAt();
        return announcements.announce(of(EventType.INCIDENT_OPENED, incident, at))
                | announcements.announce(condition(EventType.MONITOR_DOWN, "down", incident, at));
    }

    boolean acknowledged(Incident incident) {
        Instant at = Objects.requireNonNull(incident.acknowledgedAt());
        return announcements.announce(of(EventType.INCIDENT_ACKNOWLEDGED, incident, at));
    }

    boolean resolved(Incident incident) {
        Instant at = Objects.requireNonNull(incident.resolvedAt());
        return announcements.announce(of(EventType.INCIDENT_RESOLVED, incident, at))
                | announcements.announce(condition(EventType.MONITOR_UP, "up", incident, at));
    }

    private static News of(EventType type, Incident incident, Instant at) {
        return News.of(incident.accountId(), type, at)
                .with("incident_id", incident.id())
                .with("monitor_id", incident.monitorId())
                .with("friendly_name", incident.friendlyName())
                .with("opened_at", incident.openedAt())
                .with("acknowledged_at", incident.acknowledgedAt())
                .with("acknowledged_by", incident.acknowledgedBy())
                .with("resolved_at", incident.resolvedAt())
                .with("reason", incident.reason())
                .about(incident.monitorId(), cause(incident));
    }

    private static News condition(EventType type, String status, Incident incident, Instant at) {
        return News.of(incident.accountId(), type, at)
                .with("monitor_id", incident.monitorId())
                .with("friendly_name", incident.friendlyName())
                .with("status", status)
                .with("since", at)
                .with("incident_id", incident.id())
                .with("reason", incident.reason())
                .about(incident.monitorId(), cause(incident));
    }

    /** The same after a rebuild of the read model, which gives incidents other ids. */
    private static String cause(Incident incident) {
        return incident.monitorId() + " at " + incident.openedAt();
    }
}
