package io.tocsin.query.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.platform.tenancy.Tenancy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;

/**
 * Where this instance stands in the partitions that it reads, as the database says. A polled batch is taken partition by
 * partition; one that fails is read again from where the database stands, after a pause, for as long as it takes.
 *
 * <p>{@code partitions_refused} above zero: wake somebody, records are missing or a topic was made anew.
 */
@Component
public class PositionTable implements ConsumerAwareRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(PositionTable.class);

    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private final Set<TopicPartition> refused = ConcurrentHashMap.newKeySet();
    private final Offsets offsets;
    private final TopicEndTable topics;
    private final BatchTable batches;
    private final IntakeSettings settings;

    PositionTable(
            Offsets offsets, TopicEndTable topics, BatchTable batches, IntakeSettings settings, MeterRegistry meters) {
        this.offsets = offsets;
        this.topics = topics;
        this.batches = batches;
        this.settings = settings;
        Gauge.builder("partitions_refused", refused, Set::size)
                .description("Partitions that are not read until somebody decides")
                .register(meters);
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            forget(Set.of(partition));
            try {
                seek(consumer, partition);
            } catch (RuntimeException e) {
                // the first batch tries again
                LOG.warn("Can't tell yet where {} was left: {}", partition, e.toString());
            }
        }
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        partitions.forEach(refused::remove);
    }

    /** Takes what was polled; never throws because of what a record says. */
    public <T, P> void receive(
            List<ConsumerRecord<String, Object>> polled, Consumer<?, ?> consumer, Reception<T, P> reception) {
        Map<TopicPartition, List<ConsumerRecord<String, Object>>> partitions = new LinkedHashMap<>();
        for (ConsumerRecord<String, Object> record : polled) {
            partitions
                    .computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()), _ -> new java.util.ArrayList<>())
                    .add(record);
        }
        boolean smooth = true;
        for (var batch : partitions.entrySet()) {
            smooth &= Tenancy.inEveryAccount(() -> receive(batch.getKey(), batch.getValue(), consumer, reception));
        }
        if (!smooth) {
            rest();
        }
    }

    /** @return whether there is no reason to rest */
    private <T, P> boolean receive(
            TopicPartition partition,
            List<ConsumerRecord<String, Object>> records,
            Consumer<?, ?> consumer,
            Reception<T, P> reception) {
        try {
            Long position = positions.get(partition);
            if (position == null) {
                if (seek(consumer, partition) != records.getFirst().offset()) {
                    return true;
                }
                position = records.getFirst().offset();
            }
            long from = position;
            List<ConsumerRecord<String, Object>> fresh =
                    records.stream().filter(record -> record.offset() >= from).toList();
            if (fresh.isEmpty()) {
                return true;
            }
            long end = batches.take(partition, from, fresh, reception);
            positions.put(partition, end);
            consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(end)), (_, _) -> {});
            if (end <= fresh.getLast().offset()) {
                consumer.seek(partition, end);
                return false;
            }
            return true;
        } catch (ForeignTopicException e) {
            LOG.error("Stopped reading {}: {}", partition, e.getMessage());
            refused.add(partition);
            consumer.pause(Set.of(partition));
            return true;
        } catch (FenceLostException e) {
            LOG.warn("Batch dropped, somebody else has stored it: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("A batch of {} has to wait: {}", partition, e.toString());
            LOG.debug("Why it has to wait", e);
        }
        positions.remove(partition);
        consumer.seek(partition, records.getFirst().offset());
        return false;
    }

    private long seek(Consumer<?, ?> consumer, TopicPartition partition) {
        String id = topics.id(partition.topic());
        long stored = Tenancy.inEveryAccount(() -> offsets.load(partition.topic(), partition.partition(), id));
        long start = consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
        if (stored > 0 && start > stored) {
            throw new ForeignTopicException("records %d to %d of %s were deleted before they were stored"
                    .formatted(stored, start - 1, partition));
        }
        positions.put(partition, stored);
        consumer.seek(partition, stored);
        return stored;
    }

    private void rest() {
        try {
            Thread.sleep(settings.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
