package io.tocsin.query.intake;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Up to where partitions have been stored: the fence that keeps a zombie's batch out. */
@Component
public class Offsets {
    private static final Comparator<Advance> ORDER =
            Comparator.comparing(Advance::topic).thenComparing(Advance::partition);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Offsets(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * The offset that comes next; 0 for a partition never read.
     *
     * @throws ForeignTopicException if the offsets that are stored belong to another topic of the same name
     */
    long load(String topic, int partition, String topicId) {
        jdbc.sql("""
            INSERT INTO kafka_offset (topic, part, topic_id, next_offset) VALUES (?, ?, ?, 0) ON CONFLICT DO NOTHING
            """).params(topic, partition, topicId).update();
        return jdbc.sql("SELECT topic_id, next_offset FROM kafka_offset WHERE topic = ? AND part = ?")
                .params(topic, partition)
                .query((row, _) -> {
                    if (!row.getString("topic_id").equals(topicId)) {
                        throw new ForeignTopicException(
                                "%s was made anew: stored offsets are of topic id %s, it is now %s"
                                        .formatted(topic, row.getString("topic_id"), topicId));
                    }
                    return row.getLong("next_offset");
                })
                .single();
    }

    /**
     * Moves on from where this instance believes to be, in the transaction that stores the records in between.
     *
     * @throws FenceLostException if somebody else has moved on
     */
    void advance(List<Advance> advances) {
        // in one order everywhere, so that no two instances wait for each other
        List<Advance> ordered = advances.stream().sorted(ORDER).toList();
        int[] moved = batches.batchUpdate(
                "UPDATE kafka_offset SET next_offset = ? WHERE topic = ? AND part = ? AND next_offset = ?",
                ordered.stream()
                        .map(one -> new Object[] {one.to(), one.topic(), one.partition(), one.from()})
                        .toList());
        for (int i = 0; i < moved.length; i++) {
            if (moved[i] == 0) {
                Advance lost = ordered.get(i);
                throw new FenceLostException(
                        "%s-%d is no longer at %d".formatted(lost.topic(), lost.partition(), lost.from()));
            }
        }
    }

    /** Whether everything before these ends of the topic's partitions has been stored, by whichever instance. */
    public boolean reached(String topic, Map<Integer, Long> ends) {
        Map<Integer, Long> stored = new java.util.HashMap<>();
        jdbc.sql("SELECT part, next_offset FROM kafka_offset WHERE topic = ?")
                .param(topic)
                .query(row -> {
                    stored.put(row.getInt(1), row.getLong(2));
                });
        return ends.entrySet().stream().allMatch(end -> stored.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
