package io.tocsin.bench.checks;

import io.tocsin.events.MonitorDefined;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.SchemaRegistryClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Publishes monitors as monitor-service does, and counts the checks that came of them. */
class Definitions {
    private final Map<String, Object> configs;

    Definitions(String kafka, String registry) {
        // in the product each service registers its own
        var schemas = new SchemaRegistryClient(registry, null);
        Topics.events().forEach(topic -> schemas.register(topic.subject(), topic.schema()));
        configs = Map.of(
                "bootstrap.servers", kafka,
                "schema.registry.url", registry,
                "auto.register.schemas", true,
                "key.serializer", "org.apache.kafka.common.serialization.StringSerializer",
                "value.serializer", "io.tocsin.schemas.serde.AvroSerializer",
                "linger.ms", 20,
                "compression.type", "lz4");
    }

    void publish(Target target, int interval) {
        Instant old = Instant.ofEpochMilli(System.currentTimeMillis()).minus(Duration.ofHours(1));
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(configs)) {
            String[] ids = target.lateness().ids();
            for (int i = 0; i < ids.length; i++) {
                MonitorDefined event = MonitorDefined.newBuilder()
                        .setMonitorId(ids[i])
                        .setAccountId("acc_%032x".formatted(i % 100))
                        .setRevision(1)
                        .setFriendlyName("bench")
                        .setType("http")
                        .setUrl(target.url(i))
                        .setIntervalSeconds(interval)
                        .setTimeoutMs(5000)
                        .setFailureThreshold(2)
                        .setRecoveryThreshold(1)
                        .setPaused(false)
                        .setCreatedAt(old)
                        .setChangedAt(old)
                        .build();
                producer.send(new ProducerRecord<>(Topics.MONITORS.name(), ids[i], event));
            }
            producer.flush();
        }
    }

    long checksOnTopic() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", configs.get("bootstrap.servers")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CHECKS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
