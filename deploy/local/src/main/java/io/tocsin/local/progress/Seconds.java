package io.tocsin.local.progress;

import java.time.Duration;
import java.util.Locale;

/** Durations as people read them. */
public final class Seconds {

    private static final double MILLIS = 1000;

    private Seconds() {}

    /** With one decimal: {@code 3.1 s}. */
    public static String of(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS);
    }
}
