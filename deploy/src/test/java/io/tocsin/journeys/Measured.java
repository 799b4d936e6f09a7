package io.tocsin.journeys;

import static org.awaitility.Awaitility.await;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionTimeoutException;

/** Waits for something that the product promises, and tells how long it took. */
final class Measured {

    /** Until then a revocation is promised to count everywhere. */
    static final Duration REVOCATION = Duration.ofSeconds(5);

    private static final Logger LOG = System.getLogger(Measured.class.getName());
    private static final double NANOS = 1e9;
    private static final int TRIES = 3;

    private Measured() {}

    /** @param limit generous where what is promised is told, not asserted, because machines differ */
    static void until(String what, Duration limit, Callable<Boolean> seen) {
        var began = System.nanoTime();
        await(what).atMost(limit).pollInterval(Duration.ofMillis(100)).until(seen);
        tell(what, Duration.ofNanos(System.nanoTime() - began));
    }

    /**
     * Plays a scene in which something is promised within a time, with other people where it took longer, three times at
     * most: a machine that stood still says nothing of the product, and a product that is always late is found out.
     */
    static <T> T atBest(Callable<T> scene) {
        try {
            for (var i = 1; i < TRIES; i++) {
                try {
                    return scene.call();
                } catch (ConditionTimeoutException late) {
                    LOG.log(Level.INFO, "measured: too late, tried again: " + late.getMessage());
                }
            }
            return scene.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static void tell(String what, Duration took) {
        LOG.log(Level.INFO, String.format(Locale.ROOT, "measured: %s after %.2f s", what, took.toNanos() / NANOS));
    }
}
