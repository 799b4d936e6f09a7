package io.tocsin.query.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ContainerCustomizer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.support.serializer.ErrorHandlingDeserializer;
import org.springframework.util.ClassUtils;
import org.springframework.util.backoff.FixedBackOff;

/** How the listeners of this service read. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    /** An event beside the bytes that it was read from, which the dead letters may need. */
    record Kept(byte[] bytes, Object event) {}

    @Bean
    DefaultKafkaConsumerFactoryCustomizer keepBytes(@Value("${tocsin.events.deserializer}") String deserializer) {
        return factory -> keepBytes(factory, deserializer);
    }

    @SuppressWarnings("unchecked")
    private static void keepBytes(DefaultKafkaConsumerFactory<?, ?> factory, String deserializer) {
        ((DefaultKafkaConsumerFactory<Object, Object>) factory)
                .setValueDeserializerSupplier(() -> new ErrorHandlingDeserializer<>(new Keeping((Deserializer<Object>)
                        BeanUtils.instantiateClass(ClassUtils.resolveClassName(deserializer, null)))));
    }

    @Bean
    ContainerCustomizer<Object, Object, ConcurrentMessageListenerContainer<Object, Object>> readFromStoredOffsets(
            PositionTable positions, IntakeSettings settings) {
        return container -> {
            ContainerProperties properties = container.getContainerProperties();
            properties.setConsumerRebalanceListener(positions);
            if (List.of(properties.getTopics()).contains(Topics.METRICS.name())) {
                properties.setIdleBetweenPolls(settings.gathering().toMillis());
            }
        };
    }

    /** What gets past {@link PositionTable} is repeated until it passes. */
    @Bean
    CommonErrorHandler repeatForEver(IntakeSettings settings) {
        return new DefaultErrorHandler(new FixedBackOff(settings.pause().toMillis(), FixedBackOff.UNLIMITED_ATTEMPTS));
    }

    @Bean
    DeadLetterPublisher deadLetterPublisher(KafkaProperties kafka, MeterRegistry meters) {
        Map<String, Object> configs = new HashMap<>(kafka.buildProducerProperties());
        configs.put(ProducerConfig.CLIENT_ID_CONFIG, kafka.getClientId() + "-dead-letters");
        configs.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return new DeadLetterPublisher(new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(configs)), meters);
    }

    @Bean
    TopicEndTable topicEndTable(KafkaProperties kafka) {
        return new TopicEndTable(Admin.create(kafka.buildAdminProperties()));
    }

    private record Keeping(Deserializer<Object> events) implements Deserializer<Object> {
        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {
            events.configure(configs, isKey);
        }

        @Override
        public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
            Object event = events.deserialize(topic, data);
            return event == null || data == null ? null : new Kept(data, event);
        }
    }
}
