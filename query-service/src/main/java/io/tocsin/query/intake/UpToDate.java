package io.tocsin.query.intake;

import io.tocsin.schemas.Topic;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Whether a topic is read as fast as it grows: what was there at one look is stored at the next. */
public final class UpToDate {
    private final Topic topic;
    private final TopicEndTable topics;
    private final Offsets offsets;
    private Map<Integer, Long> ends = Map.of();

    private UpToDate(Topic topic, TopicEndTable topics, Offsets offsets) {
        this.topic = topic;
        this.topics = topics;
        this.offsets = offsets;
    }

    /** Looks again; false at the first look. */
    public synchronized boolean check() {
        boolean reached = !ends.isEmpty() && offsets.reached(topic.name(), ends);
        ends = topics.of(topic);
        return reached;
    }

    /** Makes them, one for each look-out. */
    @Component
    public static class Factory {
        private final TopicEndTable topics;
        private final Offsets offsets;

        Factory(TopicEndTable topics, Offsets offsets) {
            this.topics = topics;
            this.offsets = offsets;
        }

        public UpToDate of(Topic topic) {
            return new UpToDate(topic, topics, offsets);
        }
    }
}
