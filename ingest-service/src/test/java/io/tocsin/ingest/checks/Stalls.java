package io.tocsin.ingest.checks;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * When the whole machine stood still, as seen by a thread that does nothing but sleep: it wakes up more than a second late
 * only where nobody else got on either.
 */
final class Stalls implements AutoCloseable {
    private static final Duration NAP = Duration.ofMillis(100);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Map<Instant, Duration> seen = new ConcurrentSkipListMap<>();
    private final Thread watch = Thread.ofPlatform().name("stalls").daemon().start(this::run);

    /** How much of the time between the two it stood still. */
    Duration between(Instant from, Instant to) {
        return seen.entrySet().stream()
                .filter(stall -> stall.getKey().isBefore(to)
                        && stall.getKey().plus(stall.getValue()).isAfter(from))
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void run() {
        try {
            while (true) {
                Instant before = Instant.now();
                Thread.sleep(NAP);
                Duration late = Duration.between(before, Instant.now()).minus(NAP);
                if (late.compareTo(SHORTEST) > 0) {
                    seen.put(before, late);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
