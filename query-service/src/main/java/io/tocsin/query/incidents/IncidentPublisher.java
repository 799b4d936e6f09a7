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
                new IncidentChanged(
                        incident.id(),
                        incident.monitorId(),
                        incident.accountId(),
                        transition,
                        incident.openedAt(),
                        incident.acknowledgedAt(),
                        incident.resolvedAt(),
                        incident.reason()));
    }
}
