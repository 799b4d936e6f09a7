package io.tocsin.query.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.intake.BatchTable.Portion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Where this instance stands in the partitions that it reads, as the database says. What was polled is taken in one
 * transaction where the feature allows it; where that fails, partition by partition. One that fails alone is read again from
 * where the database stands, after a pause, for as long as it takes.
 *
 * <p>{@code partitions_refused} above zero: wake somebody, records are missing or a topic was made anew.
 */
@Component
public class PositionTable implements ConsumerAwareRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(PositionTable.class);
    private static final long MOST_BYTES = 8 << 20;

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
        Map<TopicPartition, List<ConsumerRecord<String, Object>>> partitions = polled.stream()
                .collect(Collectors.groupingBy(
                        record -> new TopicPartition(record.topic(), record.partition()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        boolean smooth = Tenancy.inEveryAccount(() -> take(partitions, consumer, reception));
        if (!smooth) {
            rest();
        }
    }

    /** @return whether there is no reason to rest */
    private <T, P> boolean take(
            Map<TopicPartition, List<ConsumerRecord<String, Object>>> partitions,
            Consumer<?, ?> consumer,
            Reception<T, P> reception) {
        List<Portion> together = reception.storesTogether() ? together(partitions) : List.of();
        if (together.size() > 1) {
            try {
                return moveOn(together, batches.take(together, reception), consumer);
            } catch (NotTogetherException e) {
                LOG.debug("Partition by partition: {}", e.getMessage());
            } catch (CannotCreateTransactionException | DataAccessResourceFailureException e) {
                LOG.warn("What was polled has to wait: {}", e.toString());
                together.forEach(portion -> giveBack(portion.partition(), portion.records(), consumer));
                return false;
            } catch (RuntimeException e) {
                LOG.info("Partition by partition, for together it fails: {}", e.toString());
            }
        }
        boolean smooth = true;
        for (var batch : partitions.entrySet()) {
            smooth &= takeAlone(batch.getKey(), batch.getValue(), consumer, reception);
        }
        return smooth;
    }

    /** All that was polled, if it goes on where this instance stands and is not too much at once; else nothing. */
    private List<Portion> together(Map<TopicPartition, List<ConsumerRecord<String, Object>>> partitions) {
        List<Portion> portions = new ArrayList<>(partitions.size());
        long bytes = 0;
        for (var batch : partitions.entrySet()) {
            List<ConsumerRecord<String, Object>> records = batch.getValue();
            Long position = positions.get(batch.getKey());
            bytes += records.stream()
                    .mapToLong(ConsumerRecord::serializedValueSize)
                    .sum();
            if (position == null || position > records.getFirst().offset() || bytes > MOST_BYTES) {
                return List.of();
            }
            portions.add(new Portion(batch.getKey(), position, records));
        }
        return portions;
    }

    /** @return whether there is no reason to rest */
    private <T, P> boolean takeAlone(
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
            List<Portion> alone = List.of(new Portion(partition, from, fresh));
            return moveOn(alone, batches.take(alone, reception), consumer);
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
        giveBack(partition, records, consumer);
        return false;
    }

    /** They are polled again. */
    private void giveBack(
            TopicPartition partition, List<ConsumerRecord<String, Object>> records, Consumer<?, ?> consumer) {
        positions.remove(partition);
        consumer.seek(partition, records.getFirst().offset());
    }

    /** @return whether everything was stored, and there is no reason to rest */
    private boolean moveOn(List<Portion> portions, Map<TopicPartition, Long> ends, Consumer<?, ?> consumer) {
        positions.putAll(ends);
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        ends.forEach((partition, end) -> committed.put(partition, new OffsetAndMetadata(end)));
        consumer.commitAsync(committed, (_, _) -> {});
        boolean whole = true;
        for (Portion portion : portions) {
            long end = ends.getOrDefault(portion.partition(), portion.from());
            if (end < portion.end()) {
                consumer.seek(portion.partition(), end);
                whole = false;
            }
        }
        return whole;
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
