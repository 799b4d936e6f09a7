package io.tocsin.query.live;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.live.Subscription.Happening;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads again what a reader has missed between two positions; a few at once, and not for ever. */
final class ReplayTable {
    /** Takes one event after the other. */
    @FunctionalInterface
    interface Reader {
        void take(Happening happening) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReplayTable.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

    /** Another instance may have been a little faster than this one; more than that is another topic. */
    private static final int MOST_AHEAD = 10_000;

    private static final int AT_ONCE = 3;
    private static final int PATIENCE_SECONDS = 5;

    private final Semaphore readers = new Semaphore(AT_ONCE);
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final RecordTable records;
    private final MonitorOwners owners;
    private final LiveSettings settings;

    ReplayTable(
            Supplier<Consumer<String, byte[]>> consumers,
            RecordTable records,
            MonitorOwners owners,
            LiveSettings settings) {
        this.consumers = consumers;
        this.records = records;
        this.owners = owners;
        this.settings = settings;
    }

    /**
     * @param from the position that the reader came with
     * @param to where live events begin
     * @return false if that is too much, or no longer there: the reader has to look for itself
     */
    boolean replay(String accountId, Position from, Position to, Reader reader)
            throws IOException, InterruptedException {
        if (!from.isLike(to) || missed(from, to) > settings.catchUp() || missed(to, from) > MOST_AHEAD) {
            return false;
        }
        if (missed(from, to) == 0) {
            return true;
        }
        if (!readers.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return false;
        }
        try (Consumer<String, byte[]> consumer = consumers.get()) {
            return read(consumer, accountId, from, to, reader);
        } catch (KafkaException e) {
            LOG.warn("Missed events can't be read at present: {}", e.toString());
            return false;
        } finally {
            readers.release();
        }
    }

    private boolean read(Consumer<String, byte[]> consumer, String accountId, Position from, Position to, Reader reader)
            throws IOException {
        List<TopicPartition> behind = RecordTable.partitions(consumer).stream()
                .filter(partition -> next(from, partition) < next(to, partition))
                .toList();
        consumer.assign(behind);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(behind);
        for (TopicPartition partition : behind) {
            if (starts.getOrDefault(partition, 0L) > next(from, partition)) {
                return false;
            }
            consumer.seek(partition, next(from, partition));
        }
        Position at = Position.copyOf(from);
        long end = System.nanoTime() + LONGEST_NANOS;
        // compaction leaves gaps, so the consumer's own position tells when a partition is through
        while (behind.stream().anyMatch(partition -> consumer.position(partition) < next(to, partition))) {
            if (System.nanoTime() > end) {
                return false;
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                int topic = RecordTable.topic(record.topic());
                if (record.offset() < to.next(topic, record.partition())) {
                    at.advance(topic, record.partition(), record.offset() + 1);
                    deliver(record, accountId, at, reader);
                }
            }
        }
        return true;
    }

    private void deliver(ConsumerRecord<String, byte[]> record, String accountId, Position at, Reader reader)
            throws IOException {
        LiveEvent event = records.read(record.topic(), record.value());
        if (event == null || !event.accountId().equals(accountId)) {
            return;
        }
        String monitor = event.unprovenMonitor();
        if (monitor == null || accountId.equals(Tenancy.inEveryAccount(() -> owners.of(monitor)))) {
            reader.take(
                    new Happening(event, RecordTable.topic(record.topic()), record.partition(), Position.copyOf(at)));
        }
    }

    private static long missed(Position from, Position to) {
        long missed = 0;
        for (int topic = 0; topic < to.topics(); topic++) {
            for (int partition = 0; partition < to.partitions(topic); partition++) {
                missed += Math.max(0, to.next(topic, partition) - from.next(topic, partition));
            }
        }
        return missed;
    }

    private static long next(Position position, TopicPartition partition) {
        return position.next(RecordTable.topic(partition.topic()), partition.partition());
    }
}
