package io.tocsin.ingest.metrics;

import io.micrometer.observation.ObservationPredicate;
import io.tocsin.platform.correlation.Trace;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;

/** What all ways in share: one bound and one producer. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    static final String PRODUCER = "metricsTemplate";

    /** What is due within a few milliseconds shares a partition, so that it is one batch for Kafka and for the database. */
    private static final Map<String, Object> TOGETHER = Map.of(
            ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
            true,
            ProducerConfig.BATCH_SIZE_CONFIG,
            128 * 1024,
            ProducerConfig.CLIENT_ID_CONFIG,
            "ingest-metrics");

    @Bean(name = PRODUCER, defaultCandidate = false)
    KafkaTemplate<String, Object> metricsTemplate(ProducerFactory<String, Object> producers) {
        return new KafkaTemplate<>(producers, TOGETHER);
    }

    @Bean
    InFlight inFlight(MetricsSettings settings) {
        return new InFlight(settings.maxInFlight().toBytes());
    }

    /** While spans go nowhere a request goes on with the trace that its sender began, and begins none. */
    @Bean
    @ConditionalOnProperty(name = "management.tracing.export.otlp.enabled", havingValue = "false")
    ObservationPredicate onlyTraced() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext served)
                || served.getCarrier() == null
                || served.getCarrier().getHeader(Trace.HEADER) != null;
    }
}
