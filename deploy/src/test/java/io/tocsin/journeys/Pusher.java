package io.tocsin.journeys;

import io.tocsin.journeys.Collector.Batch;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Pushes batches as fast as a busy collector, and keeps account of each. One whose fate is unknown is pushed again
 * under the same id a few times; then it stays unknown.
 */
final class Pusher implements Runnable {

    /** What the sender knows of a batch. */
    enum Fate {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int TRIES = 10;

    private final Function<Batch, Answer> door;
    private final Duration pace;
    private final Map<Batch, Fate> ledger = new ConcurrentHashMap<>();
    private volatile boolean over;
    private Instant last = Instant.EPOCH;
    private long value;

    /** @param pace between two batches */
    Pusher(Function<Batch, Answer> door, Duration pace) {
        this.door = door;
        this.pace = pace;
    }

    @Override
    public void run() {
        try {
            while (!over) {
                push(next());
                Thread.sleep(pace);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void end() {
        over = true;
    }

    /** By value, which no two batches share. */
    Map<Long, Batch> batches(Fate fate) {
        var found = new TreeMap<Long, Batch>();
        ledger.forEach((batch, its) -> {
            if (its == fate) {
                found.put(batch.value(), batch);
            }
        });
        return found;
    }

    private Batch next() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return new Batch(UUID.randomUUID().toString(), last, ++value);
    }

    private void push(Batch batch) throws InterruptedException {
        ledger.put(batch, Fate.UNKNOWN);
        for (var i = 0; i < TRIES && !over; i++) {
            var fate = attempt(batch);
            if (fate != Fate.UNKNOWN) {
                ledger.put(batch, fate);
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private Fate attempt(Batch batch) {
        try {
            var status = door.apply(batch).status();
            if (status == 200) {
                return Fate.ACKNOWLEDGED;
            }
            return status >= 500 || status == 429 ? Fate.UNKNOWN : Fate.REFUSED;
        } catch (UncheckedIOException _) {
            return Fate.UNKNOWN;
        }
    }
}
