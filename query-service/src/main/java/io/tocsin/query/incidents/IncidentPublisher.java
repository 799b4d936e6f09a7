package io.tocsin.query.incidents;

import io.tocsin.events.IncidentChanged;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leaves the public events of incidents in the outbox, in the transaction of the change. */
@Component
class IncidentPublisher {
    private final Outbox outbox;
    private final IncidentNews news;

    IncidentPublisher(Outbox outbox, IncidentNews news) {
        this.outbox = outbox;
        this.news = news;
    }

    void opened(Incident incident) {
        append(incident, "opened", incident.openedAt());
        news.opened(incident);
    }

    void acknowledged(Incident incident) {
        append(incident, "acknowledged", incident.acknowledgedAt());
        news.acknowledged(incident);
    }

    void resolved(Incident incident) {
        append(incident, "resolved", incident.resolvedAt());
        news.resolved(incident);
    }

    private void append(Incident incident, String transition, @Nullable Instant at) {
        outbox.append(
                Topics.INCIDENTS,
                incident.monitorId(),
                IncidentChanged.newBuilder()
                        .setIncidentId(incident.id())
                        .setMonitorId(incident.monitorId())
                        .setFriendlyName(incident.friendlyName())
                        .setAccountId(incident.accountId())
                        .setTransition(transition)
                        .setAt(at)
                        .setOpenedAt(incident.openedAt())
                        .setAcknowledgedAt(incident.acknowledgedAt())
                        .setAcknowledgedBy(incident.acknowledgedBy())
                        .setResolvedAt(incident.resolvedAt())
                        .setReason(incident.reason())
                        .build());
    }
}
