package io.tocsin.query.intake;

import io.tocsin.schemas.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Where topics end at this moment, and which topics they are; asked of the broker. */
public class TopicEndTable implements AutoCloseable {
    private static final int SECONDS = 5;

    private final Admin admin;

    TopicEndTable(Admin admin) {
        this.admin = admin;
    }

    /**
     * The offset after the last record of every partition.
     *
     * @throws KafkaException if no broker answers
     */
    public Map<Integer, Long> of(Topic topic) {
        Map<TopicPartition, OffsetSpec> partitions = describe(topic.name()).partitions().stream()
                .collect(Collectors.toMap(
                        info -> new TopicPartition(topic.name(), info.partition()), _ -> OffsetSpec.latest()));
        return get(admin.listOffsets(partitions).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        end -> end.getKey().partition(), end -> end.getValue().offset()));
    }

    /** The id that a topic keeps until it is deleted, however its successor is named. */
    String id(String topic) {
        return describe(topic).topicId().toString();
    }

    private TopicDescription describe(String topic) {
        return get(admin.describeTopics(java.util.List.of(topic)).allTopicNames())
                .values()
                .iterator()
                .next();
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("The broker did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while waiting for the broker", e);
        }
    }

    @Override
    public void close() {
        admin.close(java.time.Duration.ZERO);
    }
}
