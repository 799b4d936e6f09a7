package io.tocsin.query.incidents;

import io.tocsin.query.definitions.MonitorFollower;
import io.tocsin.query.status.StatusPublisher;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** A monitor that is gone has no status, and its open incident is over. */
@Component
class DeletedMonitors implements MonitorFollower {
    private final MonitorStates states;
    private final Incidents incidents;
    private final StatusPublisher publisher;

    DeletedMonitors(MonitorStates states, Incidents incidents, StatusPublisher publisher) {
        this.states = states;
        this.incidents = incidents;
        this.publisher = publisher;
    }

    @Override
    public void monitorDeleted(String monitorId, Instant at) {
        states.lock(List.of(monitorId));
        incidents.resolve(monitorId, at);
        states.delete(monitorId);
        publisher.forgotten(monitorId);
    }
}
