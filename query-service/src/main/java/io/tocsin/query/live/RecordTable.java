package io.tocsin.query.live;

import io.tocsin.events.CheckCompleted;
import io.tocsin.events.IncidentChanged;
import io.tocsin.events.StatusDecided;
import io.tocsin.query.checks.Checks.Slot;
import io.tocsin.query.live.LiveEvent.Check;
import io.tocsin.query.live.LiveEvent.Incident;
import io.tocsin.query.live.LiveEvent.Status;
import io.tocsin.schemas.Topic;
import io.tocsin.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What records of the streamed topics say. */
final class RecordTable {
    /** Their order is part of every {@link Position}. */
    static final List<Topic> TOPICS = List.of(Topics.STATUS, Topics.INCIDENTS, Topics.CHECKS);

    private static final Logger LOG = LoggerFactory.getLogger(RecordTable.class);

    private final Deserializer<Object> events;

    RecordTable(Deserializer<Object> events) {
        this.events = events;
    }

    /** The topic's place in every {@link Position}. */
    static int topic(String name) {
        for (int topic = 0; topic < TOPICS.size(); topic++) {
            if (TOPICS.get(topic).name().equals(name)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("Not streamed: " + name);
    }

    /** All partitions of the streamed topics. */
    static List<TopicPartition> partitions(Consumer<?, ?> consumer) {
        return TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** @return null for what is not an event, or can't be read: its listener lays it aside */
    @Nullable
    LiveEvent read(String topic, byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            return switch (events.deserialize(topic, value)) {
                case StatusDecided status -> of(status);
                case IncidentChanged incident -> of(incident);
                case CheckCompleted check -> of(check);
                case null, default -> null;
            };
        } catch (RuntimeException e) {
            LOG.debug("Not streamed: a record of {} can't be read", topic, e);
            return null;
        }
    }

    private static LiveEvent of(StatusDecided event) {
        return new LiveEvent(
                "status",
                event.getAccountId(),
                new Status(
                        event.getSubjectId(),
                        event.getKind(),
                        event.getStatus(),
                        event.getSince(),
                        event.getLastObservedAt(),
                        event.getDecidedAt()));
    }

    private static LiveEvent of(IncidentChanged event) {
        return new LiveEvent(
                "incident",
                event.getAccountId(),
                new Incident(
                        event.getIncidentId(),
                        event.getMonitorId(),
                        event.getFriendlyName(),
                        event.getTransition(),
                        event.getAt(),
                        event.getOpenedAt(),
                        event.getAcknowledgedAt(),
                        event.getAcknowledgedBy(),
                        event.getResolvedAt(),
                        event.getReason()));
    }

    private static LiveEvent of(CheckCompleted event) {
        Long micros = event.getLatencyMicros();
        return new LiveEvent(
                "check",
                event.getAccountId(),
                new Check(
                        new Slot(event.getMonitorId(), event.getScheduledAt(), event.getLocation()).id(),
                        event.getMonitorId(),
                        event.getScheduledAt(),
                        event.getStartedAt(),
                        event.getSuccess(),
                        event.getStatusCode(),
                        micros == null ? null : micros / 1000.0,
                        event.getReason(),
                        event.getLocation(),
                        event.getMessage()));
    }
}
