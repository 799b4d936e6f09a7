package io.tocsin.query.live;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One reader's events, on their way from the topics to its connection. Bounded: a reader that is too slow is cut off. */
final class Subscription {
    /** Something for the reader. */
    sealed interface Delivery {
        /** Where the reader stands with it. */
        Position after();
    }

    /**
     * An event of its account.
     *
     * @param topic where it was read, as positions count
     */
    record Happening(LiveEvent event, int topic, int partition, Position after) implements Delivery {
        /** Whether the reader had it before it came. */
        boolean isBefore(Position position) {
            return after.next(topic, partition) <= position.next(topic, partition);
        }
    }

    /** Nothing for this reader, however far the topics have gone on. */
    record Mark(Position after) implements Delivery {}

    private final String accountId;
    private final BlockingQueue<Delivery> queue;
    private volatile boolean overrun;

    Subscription(String accountId, int size) {
        this.accountId = accountId;
        this.queue = new ArrayBlockingQueue<>(size);
    }

    String accountId() {
        return accountId;
    }

    void offer(Delivery delivery) {
        if (!overrun && !queue.offer(delivery) && delivery instanceof Happening) {
            overrun = true;
        }
    }

    /** Whether events were lost for this reader, which has to come again and be told what it has missed. */
    boolean isOverrun() {
        return overrun && queue.isEmpty();
    }

    @Nullable
    Delivery poll(Duration patience) throws InterruptedException {
        return queue.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
