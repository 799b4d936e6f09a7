package io.tocsin.query.incidents;

import io.tocsin.events.IncidentChanged;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Topics;
import org.springframework.stereotype.Component;

/** Leaves the public events of incidents in the outbox, in the transaction of the change. */
@Component
class IncidentPublisher {
    private final Outbox outbox;

    IncidentPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    void opened(Incident incident) {
        append(incident, "opened");
    }

    void resolved(Incident incident) {
        append(incident, "resolved");
    }

    private void append(Incident incident, String transition) {
        outbox.append(
                Topics.INCIDENTS,
                incident.monitorId(),
                IncidentChanged.newBuilder()
                        .setIncidentId(incident.id())
                        .setMonitorId(incident.monitorId())
                        .setAccountId(incident.accountId())
                        .setTransition(transition)
                        .setOpenedAt(incident.openedAt())
                        .setAcknowledgedAt(incident.acknowledgedAt())
                        .setResolvedAt(incident.resolvedAt())
                        .setReason(incident.reason())
                        .build());
    }
}
