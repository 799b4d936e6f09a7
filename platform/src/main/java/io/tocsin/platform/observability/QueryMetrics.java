package io.tocsin.platform.observability;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * How long the database takes: {@code db_query_duration_seconds}, by the first word of the statement, never its text.
 *
 * <p>Wake somebody when the 95th percentile stays above 100 ms.
 */
final class QueryMetrics {
    private static final Set<String> WORDS =
            Set.of("select", "insert", "update", "delete", "merge", "copy", "with", "call", "create", "alter", "drop");
    private static final Duration[] BUCKETS = LongStream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final MeterProvider<Timer> durations;

    QueryMetrics(MeterRegistry registry) {
        durations = Timer.builder("db.query.duration")
                .description("How long statements took, a batch counting as one")
                .serviceLevelObjectives(BUCKETS)
                .withRegistry(registry);
    }

    /** The timer of a statement; worth keeping while the statement is used. */
    Timer of(String sql) {
        return durations.withTag("statement", word(sql));
    }

    void record(Timer timer, long begin) {
        timer.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
    }

    private static String word(String sql) {
        String begin = sql.stripLeading();
        int end = 0;
        while (end < begin.length() && Character.isLetter(begin.charAt(end))) {
            end++;
        }
        String word = begin.substring(0, end).toLowerCase(Locale.ROOT);
        return WORDS.contains(word) ? word : "other";
    }
}
