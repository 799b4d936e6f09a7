package io.tocsin.platform.events;

import io.tocsin.schemas.Topic;
import io.tocsin.schemas.serde.RegistryUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all {@link CompactedTable}s of a service current with one consumer that belongs to no group: every instance reads
 * everything, from the beginning at each start.
 */
public final class CompactedTables implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CompactedTables.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, CompactedTable<?>> tables = new ConcurrentHashMap<>();
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Deserializer<Object> values;
    private volatile @Nullable Thread thread;
    private volatile boolean caughtUp;

    CompactedTables(Supplier<Consumer<String, byte[]>> consumers, Deserializer<Object> values) {
        this.consumers = consumers;
        this.values = values;
    }

    /** A table of the events as they are. */
    public <T extends SpecificRecord> CompactedTable<T> of(Topic topic, Class<T> type) {
        return of(topic, type, Function.identity());
    }

    /**
     * A table of what the events are turned into as they arrive. One table a topic.
     *
     * @param reading null for what is of no interest, of which nothing is kept
     */
    public <T extends SpecificRecord, V> CompactedTable<V> of(
            Topic topic, Class<T> type, Function<T, @Nullable V> reading) {
        CompactedTable<V> table = new CompactedTable<>(value -> reading.apply(type.cast(value)));
        if (tables.putIfAbsent(topic.name(), table) != null) {
            throw new IllegalStateException("There is a table of " + topic.name() + " already");
        }
        return table;
    }

    synchronized void start() {
        caughtUp = tables.isEmpty();
        if (caughtUp) {
            return;
        }
        Thread reader = Thread.ofPlatform().name("compacted-tables").daemon().unstarted(this::run);
        thread = reader;
        reader.start();
    }

    /**
     * Whether everything that was on the topics at the last start has been read. Before that the tables show nothing, or
     * after a close what they did then.
     */
    public boolean complete() {
        return caughtUp;
    }

    @Override
    public synchronized void close() {
        Thread reader = thread;
        thread = null;
        if (reader != null) {
            reader.interrupt();
        }
    }

    /** Not in a reader that was closed, even if another one was started since. */
    private boolean reading() {
        return thread == Thread.currentThread();
    }

    /** Changes the tables unless this reader was closed: then they are another one's. */
    private synchronized void ifReading(Runnable change) {
        if (reading()) {
            change.run();
        }
    }

    private void run() {
        while (reading()) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (WakeupException | org.apache.kafka.common.errors.InterruptException e) {
                LOG.debug("Stopped following the compacted topics", e);
            } catch (RuntimeException e) {
                LOG.warn("Following the compacted topics failed, starting over", e);
                pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = tables.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        ifReading(() -> tables.values().forEach(CompactedTable::beginReading));
        boolean read = false;
        while (reading()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                apply(record);
            }
            if (!read
                    && reading()
                    && partitions.stream().allMatch(p -> consumer.position(p) >= ends.getOrDefault(p, 0L))) {
                read = true;
                ifReading(this::endReading);
            }
        }
    }

    private void endReading() {
        tables.values().forEach(CompactedTable::endReading);
        caughtUp = true;
        LOG.info("Compacted topics are read: {}", tables.keySet());
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        CompactedTable<?> table = tables.get(record.topic());
        if (table == null) {
            return;
        }
        while (reading()) {
            try {
                SpecificRecord value = (SpecificRecord) values.deserialize(record.topic(), record.value());
                ifReading(() -> table.apply(record.key(), value));
                return;
            } catch (RegistryUnavailableException e) {
                LOG.warn("Waiting for the schema registry: {}", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                // the next revision of the key repairs it; stopping would take every other key along
                LOG.error("Ignored a record that can't be read: {}", place(record), e);
                return;
            }
        }
    }

    private static String place(ConsumerRecord<String, byte[]> record) {
        return "%s partition %d offset %d".formatted(record.topic(), record.partition(), record.offset());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
