package io.tocsin.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.tocsin.platform.events.EventsAutoConfiguration;
import io.tocsin.platform.tenancy.TenancyAutoConfiguration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/** Gives a service with a database an outbox; its table comes with the migrations under {@code db/platform}. */
@AutoConfiguration(
        after = {EventsAutoConfiguration.class, JdbcClientAutoConfiguration.class, TenancyAutoConfiguration.class})
@ConditionalOnClass(JdbcClient.class)
@ConditionalOnBean(JdbcClient.class)
public class OutboxAutoConfiguration {
    @Bean
    OutboxRelay outboxRelay(
            JdbcClient jdbc, PlatformTransactionManager transactions, KafkaProperties kafka, MeterRegistry meters) {
        Map<String, Object> configs = new HashMap<>(kafka.buildProducerProperties());
        configs.put(ProducerConfig.CLIENT_ID_CONFIG, kafka.getClientId() + "-outbox");
        // the relay has all the time in the world: a broker that is slow at first must not fail a batch
        configs.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000);
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(configs, new StringSerializer(), new ByteArraySerializer());
        new KafkaClientMetrics(producer).bindTo(meters);
        return new OutboxRelay(jdbc, new TransactionTemplate(transactions), producer);
    }

    @Bean
    Outbox outbox(
            JdbcClient jdbc,
            OutboxRelay relay,
            KafkaProperties kafka,
            @Value("${tocsin.events.serializer}") String serializer) {
        return new Outbox(jdbc, serializer(serializer, kafka.buildProducerProperties()), relay);
    }

    @SuppressWarnings("unchecked")
    private static Serializer<Object> serializer(String name, Map<String, Object> configs) {
        Serializer<Object> serializer =
                (Serializer<Object>) BeanUtils.instantiateClass(ClassUtils.resolveClassName(name, null));
        serializer.configure(configs, false);
        return serializer;
    }
}
