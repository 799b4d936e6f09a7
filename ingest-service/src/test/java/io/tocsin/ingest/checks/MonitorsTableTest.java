package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.platform.events.EventSettings;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.AvroDeserializer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;

class MonitorsTableTest {
    private final TopicPartition kept = new TopicPartition(Topics.MONITORS.name(), 0);
    private final TopicPartition given = new TopicPartition(Topics.MONITORS.name(), 1);
    private final List<Set<TopicPartition>> readFromTheBeginning = new ArrayList<>();
    private final MockConsumer<String, byte[]> kafka = new MockConsumer<>("earliest") {
        @Override
        public synchronized void seekToBeginning(Collection<TopicPartition> partitions) {
            readFromTheBeginning.add(Set.copyOf(partitions));
            super.seekToBeginning(partitions);
        }
    };

    @Test
    void readsNoPartitionAgainThatItKeeps() {
        kafka.updateBeginningOffsets(Map.of(kept, 0L, given, 0L));
        kafka.updateEndOffsets(Map.of(kept, 0L, given, 0L));
        kafka.schedulePollTask(() -> kafka.rebalance(List.of(kept, given)));
        kafka.schedulePollTask(() -> kafka.rebalance(List.of(kept)));
        kafka.schedulePollTask(kafka::wakeup);

        assertThatThrownBy(() -> table().follow(kafka)).isInstanceOf(WakeupException.class);

        // to Kafka, none of them means all of them
        assertThat(readFromTheBeginning).containsExactly(Set.of(kept, given));
    }

    private static MonitorsTable table() {
        KafkaProperties properties = new KafkaProperties();
        properties.getProperties().put("schema.registry.url", "http://nowhere.invalid");
        return new MonitorsTable(
                mock(CheckRunner.class),
                mock(SealedRequest.class),
                new CheckSettings(true, "here", 1, 1, Duration.ofSeconds(10), 1),
                new CheckMeters(new SimpleMeterRegistry()),
                InstantSource.system(),
                properties,
                new EventSettings(12, (short) 1, 1, AvroDeserializer.class.getName()));
    }
}
