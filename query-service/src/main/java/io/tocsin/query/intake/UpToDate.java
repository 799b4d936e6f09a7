package io.tocsin.query.intake;

import io.tocsin.schemas.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether a topic is read as fast as it grows: what was there at one look is stored at the next. */
public final class UpToDate {
    private final Topic topic;
    private final TopicEndTable topics;
    private final Offsets offsets;
    private final InstantSource clock;
    private Map<Integer, Long> ends = Map.of();
    private Instant lookedAt = Instant.EPOCH;

    private UpToDate(Topic topic, TopicEndTable topics, Offsets offsets, InstantSource clock) {
        this.topic = topic;
        this.topics = topics;
        this.offsets = offsets;
        this.clock = clock;
    }

    /** Looks again; false at the first look. */
    public boolean check() {
        return storedUntil() != null;
    }

    /** Looks again: everything that was published before the answered instant is stored; null if that is not so. */
    public synchronized @Nullable Instant storedUntil() {
        Instant before = lookedAt;
        boolean reached = !ends.isEmpty() && offsets.reached(topic.name(), ends);
        lookedAt = clock.instant();
        ends = topics.of(topic);
        return reached ? before : null;
    }

    /** Makes them, one for each look-out. */
    @Component
    public static class Factory {
        private final TopicEndTable topics;
        private final Offsets offsets;
        private final InstantSource clock;

        Factory(TopicEndTable topics, Offsets offsets, InstantSource clock) {
            this.topics = topics;
            this.offsets = offsets;
            this.clock = clock;
        }

        public UpToDate of(Topic topic) {
            return new UpToDate(topic, topics, offsets, clock);
        }
    }
}
