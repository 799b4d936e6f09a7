package io.tocsin.platform.outbox;

import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.correlation.Trace;
import io.tocsin.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Where a service leaves the events that follow from a change, in the transaction of the change: both happen or neither.
 * Events of one key reach Kafka in the order in which they were left, provided that the change locked its row first.
 */
public class Outbox {
    private final JdbcClient jdbc;
    private final Serializer<Object> serializer;
    private final OutboxRelay relay;

    Outbox(JdbcClient jdbc, Serializer<Object> serializer, OutboxRelay relay) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.relay = relay;
    }

    /**
     * @param event what happened; null leaves a tombstone for the key
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(Topic topic, String key, @Nullable SpecificRecord event) {
        jdbc.sql("INSERT INTO outbox (topic, key, value, correlation_id, trace_parent) VALUES (?, ?, ?, ?, ?)")
                .param(topic.name())
                .param(key)
                .param(event == null ? null : serializer.serialize(topic.name(), event))
                .param(Correlation.current())
                .param(Trace.current())
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }
}
