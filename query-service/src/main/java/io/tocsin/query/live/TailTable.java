package io.tocsin.query.live;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.live.Subscription.Happening;
import io.tocsin.query.live.Subscription.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ends of the streamed topics, all partitions of them, as long as somebody listens at this instance, and hands
 * events to those whose account they are about. Belongs to no group and stores nothing.
 */
final class TailTable implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TailTable.class);
    private static final Duration POLL = Duration.ofMillis(200);

    /** How old the position may be from which a reader that got no event begins again. */
    private static final Duration MARK = Duration.ofSeconds(10);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private record Joining(Subscription subscription, SynchronousQueue<Position> answer) {}

    /** @param nanos when it was read */
    private record Read(LiveEvent event, int topic, int partition, long nanos) {}

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_UNPROVEN = 100;

    private final List<Read> unproven = new ArrayList<>();
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final RecordTable records;
    private final MonitorOwners owners;
    private final LinkedBlockingQueue<Joining> joining = new LinkedBlockingQueue<>();
    private final Map<String, Set<Subscription>> listening = new ConcurrentHashMap<>();
    private @Nullable Position position;
    private @Nullable Thread thread;
    private volatile boolean closed;

    TailTable(Supplier<Consumer<String, byte[]>> consumers, RecordTable records, MonitorOwners owners) {
        this.consumers = consumers;
        this.records = records;
        this.owners = owners;
    }

    /**
     * From the answered position on the subscription gets every event of its account.
     *
     * @return null if the topics can't be read at present
     */
    @Nullable
    Position join(Subscription subscription, Duration patience) throws InterruptedException {
        start();
        Joining asked = new Joining(subscription, new SynchronousQueue<>());
        joining.add(asked);
        Position from = asked.answer().poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (from == null) {
            joining.remove(asked);
        }
        return from;
    }

    void leave(Subscription subscription) {
        listening.computeIfPresent(subscription.accountId(), (_, those) -> {
            those.remove(subscription);
            return those.isEmpty() ? null : those;
        });
    }

    @Override
    public void close() {
        closed = true;
        Thread reader = thread;
        if (reader != null) {
            reader.interrupt();
        }
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            thread = Thread.ofPlatform().name("event-tail").daemon().start(() -> Tenancy.everyAccount(this::run));
        }
    }

    private void run() {
        while (!closed) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                follow(consumer);
            } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
                LOG.debug("Stopped following events", e);
            } catch (RuntimeException e) {
                LOG.warn("Events are not followed at present: {}", e.toString());
                rest();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) throws InterruptedException {
        List<TopicPartition> partitions = RecordTable.partitions(consumer);
        consumer.assign(partitions);
        Position at = position;
        if (at == null || listening.isEmpty()) {
            at = toTheEnd(consumer, partitions);
        } else {
            for (TopicPartition partition : partitions) {
                consumer.seek(partition, at.next(RecordTable.topic(partition.topic()), partition.partition()));
            }
        }
        position = at;
        long marked = System.nanoTime();
        while (!closed) {
            if (listening.isEmpty() && joining.isEmpty()) {
                // nobody listens: wait for somebody, then begin at the end
                Joining first = joining.take();
                position = at = toTheEnd(consumer, partitions);
                admit(first, at);
            }
            for (Joining next = joining.poll(); next != null; next = joining.poll()) {
                admit(next, at);
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                at.advance(RecordTable.topic(record.topic()), record.partition(), record.offset() + 1);
                deliver(record, at);
            }
            deliverUnproven(at);
            if (System.nanoTime() - marked >= MARK.toNanos()) {
                marked = System.nanoTime();
                Mark mark = new Mark(Position.copyOf(at));
                listening.values().forEach(those -> those.forEach(subscription -> subscription.offer(mark)));
            }
        }
    }

    private void admit(Joining next, Position at) throws InterruptedException {
        Set<Subscription> those =
                listening.computeIfAbsent(next.subscription().accountId(), _ -> ConcurrentHashMap.newKeySet());
        those.add(next.subscription());
        if (!next.answer().offer(Position.copyOf(at), POLL.toMillis(), TimeUnit.MILLISECONDS)) {
            leave(next.subscription());
        }
    }

    private void deliver(ConsumerRecord<String, byte[]> record, Position at) {
        LiveEvent event = records.read(record.topic(), record.value());
        if (event != null && listening.containsKey(event.accountId())) {
            Read read = new Read(event, RecordTable.topic(record.topic()), record.partition(), System.nanoTime());
            if (!deliver(read, at) && unproven.size() < MOST_UNPROVEN) {
                unproven.add(read);
            }
        }
    }

    /** A monitor's first check may be faster than its definition. */
    private void deliverUnproven(Position at) {
        long oldest = System.nanoTime() - PATIENCE.toNanos();
        unproven.removeIf(read -> deliver(read, at) || read.nanos() < oldest);
    }

    /** @return false if it can't be told yet whose event it is */
    private boolean deliver(Read read, Position at) {
        LiveEvent event = read.event();
        String monitor = event.unprovenMonitor();
        String owner = monitor == null ? event.accountId() : owners.of(monitor);
        Set<Subscription> those = listening.get(event.accountId());
        if (those != null && event.accountId().equals(owner)) {
            Happening happening = new Happening(event, read.topic(), read.partition(), Position.copyOf(at));
            those.forEach(subscription -> subscription.offer(happening));
        }
        return owner != null;
    }

    private static Position toTheEnd(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        consumer.seekToEnd(partitions);
        long[][] next = new long[RecordTable.TOPICS.size()][];
        for (int topic = 0; topic < next.length; topic++) {
            int wanted = topic;
            next[topic] = partitions.stream()
                    .filter(partition -> RecordTable.topic(partition.topic()) == wanted)
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .mapToLong(consumer::position)
                    .toArray();
        }
        return new Position(next);
    }

    private static void rest() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
