package io.tocsin.query.status;

import io.tocsin.events.StatusDecided;
import io.tocsin.query.storage.AfterCommit;
import io.tocsin.schemas.Topics;
import java.util.Locale;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.stereotype.Component;

/**
 * Publishes a status once the transaction that decided it is committed. Not through the outbox: a status is a view of
 * what is stored, it is published again at every start and whenever a broker did not take it.
 */
@Component
public class StatusPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(StatusPublisher.class);

    private final KafkaOperations<String, Object> kafka;
    private volatile boolean incomplete = true;

    StatusPublisher(KafkaOperations<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** Publishes after the commit of the transaction under way. */
    public void decided(Status status) {
        AfterCommit.run(() -> publish(status));
    }

    /** Tells after the commit that there is nothing more to say about the subject. */
    public void forgotten(String subjectId) {
        AfterCommit.run(() -> send(subjectId, null));
    }

    /** Whether something may not have reached the topic, as at every start. */
    boolean isIncomplete() {
        return incomplete;
    }

    void publishAll(Iterable<Status> statuses) {
        incomplete = false;
        statuses.forEach(this::publish);
    }

    private void publish(Status status) {
        send(
                status.subjectId(),
                new StatusDecided(
                        status.subjectId(),
                        status.accountId(),
                        status.kind().name().toLowerCase(Locale.ROOT),
                        status.status(),
                        status.since(),
                        status.lastObservedAt(),
                        status.decidedAt()));
    }

    private void send(String subjectId, @org.jspecify.annotations.Nullable StatusDecided event) {
        try {
            kafka.send(Topics.STATUS.name(), subjectId, event).whenComplete((_, failure) -> {
                if (failure != null) {
                    remember(failure);
                }
            });
        } catch (KafkaException | org.springframework.kafka.KafkaException e) {
            remember(e);
        }
    }

    private void remember(Throwable failure) {
        incomplete = true;
        LOG.warn("A status was not published, all will be again: {}", failure.toString());
    }
}
