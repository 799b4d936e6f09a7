package io.tocsin.monitor.authority;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A value that is read again from time to time; while that fails, the last one that was read is good. */
final class Refreshed<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Refreshed.class);

    private record Held<T>(T value, Instant until) {}

    private final Supplier<T> reading;
    private final Duration life;
    private final InstantSource clock;
    private volatile @Nullable Held<T> held;

    Refreshed(Supplier<T> reading, Duration life, InstantSource clock) {
        this.reading = reading;
        this.life = life;
        this.clock = clock;
    }

    T get() {
        Held<T> known = held;
        return known != null && clock.instant().isBefore(known.until()) ? known.value() : read();
    }

    private synchronized T read() {
        Held<T> known = held;
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return known.value();
        }
        T value;
        try {
            value = reading.get();
        } catch (RuntimeException e) {
            if (known == null) {
                throw e;
            }
            LOG.warn("The authorities can't be read, the ones known are used on: {}", e.toString());
            value = known.value();
        }
        held = new Held<>(value, now.plus(life));
        return value;
    }
}
