package io.tocsin.platform.testing;

import io.tocsin.schemas.Topic;
import io.tocsin.schemas.serde.AvroSerializer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes to a topic as another service would, with a producer that waits as long as Kafka's defaults say: a service's own
 * gives up before its caller does. One producer a JVM.
 */
public final class TopicWriter {
    private static final KafkaProducer<String, Object> PRODUCER = producer();

    private TopicWriter() {}

    /** Returns once the record is stored; no event is a tombstone. */
    public static void write(Topic topic, String key, SpecificRecord event) {
        write(topic, Collections.singletonMap(key, event));
    }

    /** Returns once all records are stored, by their keys. */
    public static void write(Topic topic, Map<String, ? extends SpecificRecord> events) {
        List<Future<RecordMetadata>> sent = events.entrySet().stream()
                .map(event ->
                        PRODUCER.send(new ProducerRecord<>(topic.name(), event.getKey(), (Object) event.getValue())))
                .toList();
        for (Future<RecordMetadata> one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("Can't write to " + topic.name(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while writing to " + topic.name(), e);
            }
        }
    }

    private static KafkaProducer<String, Object> producer() {
        AvroSerializer values = new AvroSerializer();
        values.configure(Map.of("schema.registry.url", Infrastructure.schemaRegistry()), false);
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Infrastructure.kafka()),
                new StringSerializer(),
                values);
    }
}
