package io.tocsin.query.live;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** Consumers of streams belong to no group: every instance reads for its own readers. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {
    @Bean
    @SuppressWarnings("unchecked")
    RecordTable recordTable(KafkaProperties kafka, @Value("${tocsin.events.deserializer}") String deserializer) {
        Deserializer<Object> events =
                (Deserializer<Object>) BeanUtils.instantiateClass(ClassUtils.resolveClassName(deserializer, null));
        events.configure(kafka.buildConsumerProperties(), false);
        return new RecordTable(events);
    }

    @Bean
    TailTable tailTable(KafkaProperties kafka, RecordTable records, MonitorOwners owners) {
        return new TailTable(consumers(kafka, "tail"), records, owners);
    }

    @Bean
    ReplayTable replayTable(KafkaProperties kafka, RecordTable records, MonitorOwners owners, LiveSettings settings) {
        return new ReplayTable(consumers(kafka, "replay"), records, owners, settings);
    }

    private static Supplier<Consumer<String, byte[]>> consumers(KafkaProperties kafka, String purpose) {
        Map<String, Object> configs = new HashMap<>(kafka.buildConsumerProperties());
        configs.remove(ConsumerConfig.GROUP_ID_CONFIG);
        configs.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        configs.put(ConsumerConfig.CLIENT_ID_CONFIG, kafka.getClientId() + "-" + purpose);
        // nothing is stored, so nothing is lost where offsets have gone
        configs.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        configs.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        return () -> new KafkaConsumer<>(configs, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
