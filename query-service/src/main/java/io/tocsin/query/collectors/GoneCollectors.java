package io.tocsin.query.collectors;

import io.tocsin.query.definitions.CollectorDefinition;
import io.tocsin.query.definitions.CollectorFollower;
import io.tocsin.query.status.StatusPublisher;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A collector that may push no more has no status: that it is silent from then on is no news. */
@Component
class GoneCollectors implements CollectorFollower {
    private final CollectorStates states;
    private final StatusPublisher publisher;

    GoneCollectors(CollectorStates states, StatusPublisher publisher) {
        this.states = states;
        this.publisher = publisher;
    }

    @Override
    public void collectorDefined(@Nullable CollectorDefinition before, CollectorDefinition after) {
        if (after.revokedAt() != null && (before == null || before.revokedAt() == null)) {
            forget(after.collectorId());
        }
    }

    @Override
    public void collectorDeleted(String collectorId) {
        forget(collectorId);
    }

    private void forget(String collectorId) {
        states.delete(collectorId);
        publisher.forgotten(collectorId);
    }
}
