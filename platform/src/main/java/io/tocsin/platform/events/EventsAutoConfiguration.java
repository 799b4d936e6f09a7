package io.tocsin.platform.events;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.tocsin.schemas.serde.SchemaRegistryClient;
import io.tocsin.schemas.serde.TrustedEvents;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.util.ClassUtils;

/** Connects a service to Kafka and the schema registry; how clients are set up stands in the platform's defaults. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(EventSettings.class)
public class EventsAutoConfiguration {
    static {
        TrustedEvents.trust();
    }

    @Bean
    SchemaRegistryClient schemaRegistry(
            @Value("${SCHEMA_REGISTRY_URL:http://127.0.0.1:8085/apis/ccompat/v7}") String url) {
        return new SchemaRegistryClient(url, null);
    }

    @Bean
    CompactedTables compactedTables(KafkaProperties kafka, EventSettings settings, MeterRegistry meters) {
        Map<String, Object> configs = new HashMap<>(kafka.buildConsumerProperties());
        configs.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configs.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        return new CompactedTables(() -> consumer(configs, meters), deserializer(settings, configs));
    }

    @Bean
    EventsStartup eventsStartup(
            KafkaProperties kafka,
            EventSettings settings,
            SchemaRegistryClient registry,
            CompactedTables tables,
            KafkaListenerEndpointRegistry listeners,
            ListableBeanFactory beans,
            @Value("${spring.application.name}") String service) {
        return new EventsStartup(
                () -> Admin.create(kafka.buildAdminProperties()),
                new TopicCreator(settings),
                new SchemaRegistrar(registry, service),
                tables,
                listeners,
                () -> producers(beans),
                service);
    }

    @Bean
    EventsHealth eventsHealthIndicator(EventsStartup startup, KafkaProperties kafka, InstantSource clock) {
        return new EventsHealth(startup, Admin.create(kafka.buildAdminProperties()), clock);
    }

    /** Those too that are injected only where they are named. */
    private static List<KafkaOperations<?, ?>> producers(ListableBeanFactory beans) {
        List<KafkaOperations<?, ?>> producers = new ArrayList<>();
        beans.getBeansOfType(KafkaOperations.class).values().forEach(producers::add);
        return producers;
    }

    private static Consumer<String, byte[]> consumer(Map<String, Object> configs, MeterRegistry meters) {
        return new MeteredConsumer(configs, meters);
    }

    private static final class MeteredConsumer extends KafkaConsumer<String, byte[]> {
        private final KafkaClientMetrics metrics;

        MeteredConsumer(Map<String, Object> configs, MeterRegistry meters) {
            super(configs, new StringDeserializer(), new ByteArrayDeserializer());
            metrics = new KafkaClientMetrics(this);
            metrics.bindTo(meters);
        }

        @Override
        public void close() {
            metrics.close();
            super.close();
        }
    }

    @SuppressWarnings("unchecked")
    private static Deserializer<Object> deserializer(EventSettings settings, Map<String, Object> configs) {
        Deserializer<Object> deserializer = (Deserializer<Object>)
                BeanUtils.instantiateClass(ClassUtils.resolveClassName(settings.deserializer(), null));
        deserializer.configure(configs, false);
        return deserializer;
    }
}
