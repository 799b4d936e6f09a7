package io.tocsin.query.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic.
 *
 * @param publishedAt when the broker or producer dated it
 * @param event what it says; null for a tombstone
 * @param correlationId id of the work that caused it
 * @param trace the trace that it belongs to
 * @param <T> type of the event
 */
public record Arrival<T>(
        String topic,
        int partition,
        long offset,
        Instant publishedAt,
        String key,
        @Nullable T event,
        @Nullable String correlationId,
        @Nullable String trace) {

    /** The event of a topic that has no tombstones. */
    public T fact() {
        if (event == null) {
            throw new IllegalStateException("No value at offset %d of %s-%d".formatted(offset, topic, partition));
        }
        return event;
    }
}
