package io.tocsin.query.intake;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of one partition that were polled together.
 *
 * @param from where this instance believes the partition to stand
 * @param records at least one, in order
 */
record Portion(TopicPartition partition, long from, List<ConsumerRecord<String, Object>> records) {
    /** Behind the last record. */
    long end() {
        return records.getLast().offset() + 1;
    }
}
