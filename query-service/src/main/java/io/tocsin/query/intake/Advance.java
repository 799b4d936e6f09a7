package io.tocsin.query.intake;

/**
 * How far a transaction moves a partition on.
 *
 * @param from the offset where it has to stand before
 * @param to the offset that comes next
 */
record Advance(String topic, int partition, long from, long to) {}
