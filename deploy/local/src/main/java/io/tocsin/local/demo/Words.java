package io.tocsin.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB", "PB");
    private static final int STEP = 1024;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    private Words() {}

    static String span(Duration span) {
        var seconds = Math.max(0, span.toSeconds());
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        return seconds < HOUR
                ? "%d min %02d s".formatted(seconds / MINUTE, seconds % MINUTE)
                : "%d h %02d min".formatted(seconds / HOUR, seconds % HOUR / MINUTE);
    }

    static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    static String milliseconds(@Nullable Double value) {
        return value == null ? "-" : number("%.1f ms", value);
    }

    static String percent(@Nullable Double value) {
        return value == null ? "-" : number("%.1f %%", value);
    }

    /** @param name its ending tells the unit */
    static String figure(String name, @Nullable Double value) {
        if (value == null) {
            return "-";
        }
        if (name.endsWith("_percent")) {
            return percent(value);
        }
        if (name.endsWith("_bytes")) {
            return bytes(value);
        }
        return name.endsWith("_bytes_per_second") ? bytes(value) + "/s" : number("%.2f", value);
    }

    static String pushed(Ledger.Totals totals) {
        return "The collector pushed %d batches with %d samples (%d refused; %d pushed again)."
                .formatted(totals.batches(), totals.samples(), totals.refused(), totals.repeated());
    }

    private static String bytes(double value) {
        var unit = 0;
        var scaled = value;
        while (scaled >= STEP && unit < UNITS.size() - 1) {
            scaled /= STEP;
            unit++;
        }
        return number(unit == 0 ? "%.0f " : "%.1f ", scaled) + UNITS.get(unit);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
