package io.tocsin.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

class MetricsConfigurationTest {
    @Test
    void changesOfTheProducerOnlyWhatPutsBatchesTogether() {
        Map<String, Object> usual = Map.of(
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.CLIENT_ID_CONFIG,
                "ingest",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class);
        KafkaTemplate<String, Object> metrics =
                new MetricsConfiguration().metricsTemplate(new DefaultKafkaProducerFactory<>(usual));

        Map<String, Object> special = metrics.getProducerFactory().getConfigurationProperties();
        assertThat(special).containsAllEntriesOf(Map.of(ProducerConfig.ACKS_CONFIG, "all"));
        assertThat(special).containsEntry(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, true);
        Set<String> changed = new HashSet<>(special.keySet());
        changed.removeIf(setting -> special.get(setting).equals(usual.get(setting)));
        assertThat(changed)
                .containsExactlyInAnyOrderElementsOf(List.of(
                        ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        ProducerConfig.CLIENT_ID_CONFIG));
    }
}
