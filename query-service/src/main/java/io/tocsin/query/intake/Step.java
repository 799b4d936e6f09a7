package io.tocsin.query.intake;

import org.apache.kafka.common.TopicPartition;

/**
 * How far a transaction moves a partition on.
 *
 * @param from the offset where it has to stand before
 * @param to the offset that comes next
 */
record Step(TopicPartition partition, long from, long to) {}
