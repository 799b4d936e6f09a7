package io.tocsin.ingest.limits;

import java.time.Duration;

/**
 * Samples that may still come: refilled continuously, holding one minute's worth at most. A batch is let in while anything
 * is left, and may leave a debt, so that no batch is too large for ever.
 */
final class SampleBucket {
    private static final double NANOS_A_MINUTE = 60e9;

    private double level;
    private long filledAt;

    SampleBucket(long perMinute, long nanos) {
        this.level = perMinute;
        this.filledAt = nanos;
    }

    /** @return how long to wait until something is left; zero if something is */
    synchronized Duration delay(long perMinute, long nanos) {
        fill(perMinute, nanos);
        return level > 0 ? Duration.ZERO : Duration.ofNanos((long) ((1 - level) / perMinute * NANOS_A_MINUTE));
    }

    /** @return as {@link #delay}; nothing is taken unless it is zero */
    synchronized Duration take(int samples, long perMinute, long nanos) {
        Duration wait = delay(perMinute, nanos);
        if (wait.isZero()) {
            level -= samples;
        }
        return wait;
    }

    /** For samples that were taken in vain. */
    synchronized void giveBack(int samples) {
        level += samples;
    }

    private void fill(long perMinute, long nanos) {
        level = Math.min(perMinute, level + (nanos - filledAt) / NANOS_A_MINUTE * perMinute);
        filledAt = nanos;
    }
}
