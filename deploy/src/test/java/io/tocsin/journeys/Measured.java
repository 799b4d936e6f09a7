package io.tocsin.journeys;

import static org.awaitility.Awaitility.await;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Waits for something that the product promises, and tells how long it took. */
final class Measured {

    /** Until then a revocation is promised to count everywhere. */
    static final Duration REVOCATION = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Measured.class.getName());
    private static final double NANOS = 1e9;

    private Measured() {}

    /** @param limit generous: what is promised is told, not asserted, because machines differ */
    static void until(String what, Duration limit, Callable<Boolean> seen) {
        var began = System.nanoTime();
        await(what).atMost(limit).pollInterval(Duration.ofMillis(100)).until(seen);
        tell(what, Duration.ofNanos(System.nanoTime() - began));
    }

    static void tell(String what, Duration took) {
        LOG.log(Level.INFO, String.format(Locale.ROOT, "measured: %s after %.2f s", what, took.toNanos() / NANOS));
    }
}
