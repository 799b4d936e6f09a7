package io.tocsin.schemas;

import java.time.Duration;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One topic of the product.
 *
 * @param name name on the broker
 * @param owner the one service that registers its schema; all may write dead letters and audit
 * @param schema schema of its values; null for dead letters, whose bytes are kept as they came
 * @param retention how long records stay; null for a compacted topic, which keeps the newest record of a key for ever
 */
public record Topic(
        String name,
        String owner,
        @Nullable Schema schema,
        @Nullable Duration retention) {

    /** Where records of this topic go that cannot be processed. */
    public Topic deadLetters() {
        return new Topic(name + ".dlt", owner, null, Duration.ofDays(30));
    }

    /** The registry's name for the schema of the values (TopicNameStrategy). */
    public String subject() {
        return name + "-value";
    }

    public boolean compacted() {
        return retention == null;
    }
}
