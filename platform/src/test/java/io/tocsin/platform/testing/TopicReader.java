package io.tocsin.platform.testing;

import io.tocsin.schemas.Topic;
import io.tocsin.schemas.serde.AvroDeserializer;
import io.tocsin.schemas.serde.RegistryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as a stranger would: from the beginning, through the registry. */
public final class TopicReader {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    /** In which a record too many would follow. */
    private static final Duration A_LITTLE_LONGER = Duration.ofMillis(300);

    /** One a JVM: it asks the registry for each schema once. */
    private static final AvroDeserializer VALUES = values();

    private TopicReader() {}

    /**
     * The values with that key, once there are that many; a little longer, so that one too many shows.
     *
     * @throws AssertionError if they do not arrive within 60 s
     */
    public static <T extends SpecificRecord> List<T> until(Topic topic, Class<T> type, String key, int count) {
        List<T> found = new ArrayList<>();
        try (KafkaConsumer<String, Object> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Instant end = Instant.now().plus(PATIENCE);
            while (found.size() < count && Instant.now().isBefore(end)) {
                found.addAll(poll(consumer, type, key));
            }
            if (found.size() >= count) {
                Instant enough = Instant.now();
                while (Instant.now().isBefore(enough.plus(A_LITTLE_LONGER))) {
                    found.addAll(poll(consumer, type, key));
                }
                // whatever else is written to the topic meanwhile
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                    found.addAll(poll(consumer, type, key));
                }
                return found;
            }
        }
        throw new AssertionError(
                "%d of %d records with key %s on %s".formatted(found.size(), count, key, topic.name()));
    }

    private static <T extends SpecificRecord> List<T> poll(
            KafkaConsumer<String, Object> consumer, Class<T> type, String key) {
        List<T> found = new ArrayList<>();
        for (ConsumerRecord<String, Object> record : next(consumer)) {
            if (key.equals(record.key())) {
                found.add(type.cast(record.value()));
            }
        }
        return found;
    }

    /** Nothing yet where the registry did not answer in time; the consumer stays where it was. */
    private static Iterable<ConsumerRecord<String, Object>> next(KafkaConsumer<String, Object> consumer) {
        try {
            return consumer.poll(POLL);
        } catch (RecordDeserializationException e) {
            if (e.getCause() instanceof RegistryUnavailableException) {
                return List.of();
            }
            throw e;
        }
    }

    private static AvroDeserializer values() {
        AvroDeserializer values = new AvroDeserializer();
        values.configure(
                Map.of("schema.registry.url", Infrastructure.schemaRegistry(), "specific.avro.reader", "true"), false);
        return values;
    }

    private static KafkaConsumer<String, Object> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.kafka(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                VALUES);
    }
}
