package io.tocsin.ingest.checks;

import io.tocsin.events.CheckCompleted;
import io.tocsin.platform.testing.Infrastructure;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The slots that runners tell of some monitors, from now on. */
final class ToldChecks implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, NavigableSet<Instant>> slots = new HashMap<>();
    private final KafkaConsumer<String, Object> consumer;
    private int repeated;
    private int told;
    private int failed;

    ToldChecks(Collection<String> monitors) {
        monitors.forEach(monitor -> slots.put(monitor, new TreeSet<>()));
        AvroDeserializer values = new AvroDeserializer();
        values.configure(
                Map.of("schema.registry.url", Infrastructure.schemaRegistry(), "specific.avro.reader", "true"), false);
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka()), new StringDeserializer(), values);
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.CHECKS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // "now" is now, not when it first polls
    }

    /** Each monitor's slots, each once, however often it was told. */
    Map<String, NavigableSet<Instant>> slots() {
        return slots;
    }

    /** Slots that were told again. */
    int repeated() {
        return repeated;
    }

    /** The part of what was told, repetitions included, that are failed checks: 0 to 1. */
    double failed() {
        return (double) failed / told;
    }

    /** Whether every monitor has that many slots later than the instant; reads a little further each time. */
    boolean haveSlotsAfter(Instant instant, int count) {
        consumer.poll(POLL).forEach(record -> {
            NavigableSet<Instant> known = slots.get(record.key());
            if (known != null) {
                add((CheckCompleted) record.value(), known);
            }
        });
        return slots.values().stream()
                .allMatch(known -> known.tailSet(instant, false).size() >= count);
    }

    private void add(CheckCompleted check, NavigableSet<Instant> known) {
        told++;
        if (!check.getSuccess()) {
            failed++;
        }
        if (!known.add(check.getScheduledAt())) {
            repeated++;
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
