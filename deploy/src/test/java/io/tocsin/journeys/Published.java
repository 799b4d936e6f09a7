package io.tocsin.journeys;

import static org.awaitility.Awaitility.await;

import io.tocsin.events.CheckCompleted;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.AvroDeserializer;
import io.tocsin.schemas.serde.RegistryUnavailableException;
import io.tocsin.schemas.serde.SchemaRegistryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is really on the topic. */
final class Published {

    private static final Duration POLL = Duration.ofMillis(500);

    private Published() {}

    /** Every check up to this moment. */
    static List<Stored.Slot> checks(RunningProduct product) {
        var schemas = new SchemaRegistryClient(product.registry(), null);
        // one that has just been started takes longer for its first answer than anybody waits
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(RegistryUnavailableException.class)
                .until(() -> schemas.latest(Topics.CHECKS.subject()) > 0);
        var values = new AvroDeserializer();
        values.configure(Map.of("schema.registry.url", product.registry(), "specific.avro.reader", "true"), false);
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                product.kafka(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        var found = new ArrayList<Stored.Slot>();
        try (var consumer = new KafkaConsumer<String, Object>(settings, new StringDeserializer(), values)) {
            var partitions = consumer.partitionsFor(Topics.CHECKS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(POLL)) {
                    var check = (CheckCompleted) record.value();
                    found.add(new Stored.Slot(check.getMonitorId(), check.getScheduledAt(), check.getLocation()));
                }
            }
        }
        return found;
    }
}
