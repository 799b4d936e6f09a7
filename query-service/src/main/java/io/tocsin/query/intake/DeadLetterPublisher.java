package io.tocsin.query.intake;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Lays records aside that can't be stored: the bytes as they came, where from and why in the headers. Waits for the
 * broker, so that a record is never lost between the two topics; it may be laid aside twice.
 *
 * <p>{@code dead_letters_total} grows by one a record: wake somebody, a producer is broken or forging.
 */
final class DeadLetterPublisher {
    static final String TOPIC = "origin_topic";
    static final String PARTITION = "origin_partition";
    static final String OFFSET = "origin_offset";
    static final String TIMESTAMP = "origin_timestamp";
    static final String REASON = "reason";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterPublisher.class);
    private static final int SECONDS = 10;

    private final KafkaOperations<String, byte[]> kafka;
    private final MeterRegistry meters;

    DeadLetterPublisher(KafkaOperations<String, byte[]> kafka, MeterRegistry meters) {
        this.kafka = kafka;
        this.meters = meters;
    }

    /** @throws KafkaException if no broker took it; nothing is lost then, the batch comes again */
    void layAside(ConsumerRecord<String, ?> record, byte @Nullable [] value, String reason) {
        ProducerRecord<String, byte[]> letter = new ProducerRecord<>(record.topic() + ".dlt", record.key(), value);
        record.headers().forEach(header -> {
            if (!header.key().startsWith("springDeserializerException")) {
                letter.headers().add(header);
            }
        });
        header(letter, TOPIC, record.topic());
        header(letter, PARTITION, Integer.toString(record.partition()));
        header(letter, OFFSET, Long.toString(record.offset()));
        header(letter, TIMESTAMP, Long.toString(record.timestamp()));
        header(letter, REASON, reason);
        try {
            kafka.send(letter).get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("A dead letter was not acknowledged", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while a dead letter was on its way", e);
        }
        meters.counter("dead_letters", "topic", record.topic()).increment();
        LOG.warn("Laid aside {}-{} offset {}: {}", record.topic(), record.partition(), record.offset(), reason);
    }

    private static void header(ProducerRecord<?, ?> letter, String name, String value) {
        letter.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
