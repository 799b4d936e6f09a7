package io.tocsin.ingest.checks;

import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread and one heap for all slots of all monitors: planning costs about a microsecond with 100 000 of them. What is
 * due is handed on and must not block. What becomes due within the same few milliseconds is handed on together: waking
 * threads costs more than many a probe.
 */
final class CheckTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CheckTimer.class);
    private static final long TICK_MILLIS = 5;

    /**
     * One planned check. The next one of the monitor takes its place: a new object for each would be ten seconds old when its
     * time comes, and so be copied by one collection after the other, to end where only a full one finds it.
     */
    static final class Due implements Comparable<Due> {
        private final HeldMonitor held;
        private final Slot.Kind kind;
        private long atMillis;

        private Due(HeldMonitor held, Slot slot) {
            this.held = held;
            this.kind = slot.kind();
            this.atMillis = slot.scheduledAt().toEpochMilli();
        }

        HeldMonitor held() {
            return held;
        }

        Slot slot() {
            return new Slot(Instant.ofEpochMilli(atMillis), kind);
        }

        @Override
        public int compareTo(Due other) {
            return Long.compare(atMillis, other.atMillis);
        }
    }

    private final InstantSource clock;
    private final Consumer<Due> whenDue;
    private final PriorityQueue<Due> planned = new PriorityQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sooner = lock.newCondition();
    private @Nullable Thread thread;
    private volatile boolean closed;

    /** @param whenDue is told, in the timer's thread */
    CheckTimer(InstantSource clock, Consumer<Due> whenDue) {
        this.clock = clock;
        this.whenDue = whenDue;
    }

    void start() {
        closed = false;
        thread = Thread.ofPlatform().name("check-timer").daemon().start(this::run);
    }

    /** Plans a check; one whose time is over is due at once. */
    void plan(HeldMonitor held, Slot slot) {
        add(new Due(held, slot));
    }

    /** Plans the next check after one that is due now. */
    void planNext(Due due, Instant scheduledAt) {
        due.atMillis = scheduledAt.toEpochMilli();
        add(due);
    }

    int size() {
        lock.lock();
        try {
            return planned.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            planned.clear();
            sooner.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(Due due) {
        lock.lock();
        try {
            planned.add(due);
            if (planned.peek() == due) {
                sooner.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            for (Due due = next(); due != null; due = next()) {
                hand(due);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void hand(Due due) {
        try {
            whenDue.accept(due);
        } catch (RuntimeException e) {
            LOG.error("A check of {} was not begun", due.held().monitor().id(), e);
        }
    }

    private @Nullable Due next() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                Due first = planned.peek();
                if (first == null) {
                    sooner.await();
                    continue;
                }
                if (nanosUntil(first.atMillis) <= 0) {
                    return planned.poll();
                }
                long nanos = nanosUntil(tickOf(first.atMillis));
                // the clock of the day may be set meanwhile
                long ignored = sooner.awaitNanos(Math.min(nanos, TimeUnit.SECONDS.toNanos(1)));
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static long tickOf(long millis) {
        return Math.ceilDiv(millis, TICK_MILLIS) * TICK_MILLIS;
    }

    private long nanosUntil(long millis) {
        Instant now = clock.instant();
        return (millis - now.toEpochMilli()) * 1_000_000 - now.getNano() % 1_000_000;
    }
}
