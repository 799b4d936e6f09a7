package io.tocsin.query.checks;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.query.storage.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much of the time a monitor was up: whole hours from their counts, the edges of a range check by check. */
@Component
class UptimeReport {
    private static final String METHOD = "Successful checks as a share of the checks that were executed. "
            + "Slots that nobody executed are unknown and count neither way.";
    private static final Map<String, Duration> PERIODS = Map.of(
            "24h", Duration.ofHours(24),
            "7d", Duration.ofDays(7),
            "30d", Duration.ofDays(30),
            "90d", Duration.ofDays(90));
    private static final List<String> ORDER = List.of("24h", "7d", "30d", "90d");

    /**
     * @param period its name; null for a range that was asked for
     * @param uptimePercent 0 to 100; null where nothing was observed
     * @param averageLatencyMs milliseconds; null where no target answered
     */
    record Range(
            @Nullable String period,
            Instant from,
            Instant to,
            @Nullable Double uptimePercent,
            long checks,
            long failures,
            @Nullable Double averageLatencyMs) {}

    record Answer(String monitorId, String method, List<Range> data) {}

    private final JdbcClient jdbc;
    private final InstantSource clock;

    UptimeReport(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The usual periods up to now, or one range where either end is given. */
    Answer of(String accountId, String monitorId, @Nullable Instant from, @Nullable Instant to) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (from == null && to == null) {
            return new Answer(
                    monitorId,
                    METHOD,
                    ORDER.stream()
                            .map(name -> range(name, accountId, monitorId, now.minus(PERIODS.get(name)), now))
                            .toList());
        }
        Instant end = to == null ? now : to;
        Instant start = from == null ? end.minus(Duration.ofHours(24)) : from;
        if (!start.isBefore(end)) {
            throw ApiException.invalid("from", "is not before to");
        }
        return new Answer(monitorId, METHOD, List.of(range(null, accountId, monitorId, start, end)));
    }

    private Range range(@Nullable String period, String accountId, String monitorId, Instant from, Instant to) {
        Instant firstHour = ceiling(from);
        Instant lastHour = to.truncatedTo(ChronoUnit.HOURS);
        boolean hours = firstHour.isBefore(lastHour);
        return jdbc.sql("""
            SELECT coalesce(sum(n), 0) AS n, coalesce(sum(ok), 0) AS ok, sum(latency_n) AS latency_n,
                sum(latency_micros) AS latency_micros
            FROM (
                SELECT n, ok, latency_n, latency_micros FROM checks_1h
                WHERE monitor_id = :monitor AND account_id = :account
                    AND hour >= :firstHour AND hour < :lastHour
                UNION ALL
                SELECT count(*), count(*) FILTER (WHERE success), count(latency_micros),
                    coalesce(sum(latency_micros), 0)
                FROM check_event
                WHERE monitor_id = :monitor AND account_id = :account
                    AND (scheduled_at >= :from AND scheduled_at < :edge
                        OR scheduled_at >= :secondEdge AND scheduled_at < :to)
            ) AS parts
            """)
                .param("monitor", monitorId)
                .param("account", accountId)
                .param("firstHour", SqlTime.of(firstHour))
                .param("lastHour", SqlTime.of(lastHour))
                .param("from", SqlTime.of(from))
                .param("edge", SqlTime.of(hours ? firstHour : to))
                .param("secondEdge", SqlTime.of(hours ? lastHour : to))
                .param("to", SqlTime.of(to))
                .query((row, _) -> {
                    long n = row.getLong("n");
                    long ok = row.getLong("ok");
                    long answered = row.getLong("latency_n");
                    return new Range(
                            period,
                            from,
                            to,
                            n == 0 ? null : 100.0 * ok / n,
                            n,
                            n - ok,
                            answered == 0 ? null : row.getLong("latency_micros") / 1000.0 / answered);
                })
                .single();
    }

    private static Instant ceiling(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return hour.equals(time) ? hour : hour.plus(1, ChronoUnit.HOURS);
    }
}
