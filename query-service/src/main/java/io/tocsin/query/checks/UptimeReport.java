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

/** How much of the time monitors were up: whole hours from their counts, the edges of a range check by check. */
@Component
class UptimeReport {
    private static final String METHOD = "Successful checks as a share of the checks that were executed. "
            + "Slots that nobody executed are unknown and count neither way.";
    private static final String ACCOUNT_METHOD =
            "Mean of the uptimes of all monitors that were observed, each weighing "
                    + "the same; a monitor's own is: "
                    + METHOD;
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

    /**
     * @param period its name; null for a range that was asked for
     * @param uptimePercent 0 to 100; null where nothing was observed
     * @param monitors that were observed
     */
    record AccountRange(
            @Nullable String period,
            Instant from,
            Instant to,
            @Nullable Double uptimePercent,
            long monitors,
            long checks,
            long failures) {}

    record AccountAnswer(String method, List<AccountRange> data) {}

    private record Span(@Nullable String period, Instant from, Instant to) {
        Instant firstHour() {
            Instant hour = from.truncatedTo(ChronoUnit.HOURS);
            return hour.equals(from) ? hour : hour.plus(1, ChronoUnit.HOURS);
        }

        Instant lastHour() {
            return to.truncatedTo(ChronoUnit.HOURS);
        }

        /** Where the first edge ends. */
        Instant edge() {
            return firstHour().isBefore(lastHour()) ? firstHour() : to;
        }

        /** Where the second edge begins. */
        Instant secondEdge() {
            return firstHour().isBefore(lastHour()) ? lastHour() : to;
        }
    }

    private final JdbcClient jdbc;
    private final InstantSource clock;

    UptimeReport(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The usual periods up to now, or one range where either end is given. */
    Answer ofMonitor(String accountId, String monitorId, @Nullable Instant from, @Nullable Instant to) {
        return new Answer(
                monitorId,
                METHOD,
                spans(from, to).stream()
                        .map(span -> range(accountId, monitorId, span))
                        .toList());
    }

    /** The same for all monitors that the account has. */
    AccountAnswer ofAccount(String accountId, @Nullable Instant from, @Nullable Instant to) {
        return new AccountAnswer(
                ACCOUNT_METHOD,
                spans(from, to).stream().map(span -> range(accountId, span)).toList());
    }

    private List<Span> spans(@Nullable Instant from, @Nullable Instant to) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (from == null && to == null) {
            return ORDER.stream()
                    .map(name -> new Span(name, now.minus(PERIODS.get(name)), now))
                    .toList();
        }
        Instant end = to == null ? now : to;
        Instant start = from == null ? end.minus(Duration.ofHours(24)) : from;
        if (!start.isBefore(end)) {
            throw ApiException.invalid("from", "is not before to");
        }
        return List.of(new Span(null, start, end));
    }

    private Range range(String accountId, String monitorId, Span span) {
        return ask("""
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
            """, accountId, span)
                .param("monitor", monitorId)
                .query((row, _) -> {
                    long n = row.getLong("n");
                    long ok = row.getLong("ok");
                    long answered = row.getLong("latency_n");
                    return new Range(
                            span.period(),
                            span.from(),
                            span.to(),
                            n == 0 ? null : 100.0 * ok / n,
                            n,
                            n - ok,
                            answered == 0 ? null : row.getLong("latency_micros") / 1000.0 / answered);
                })
                .single();
    }

    private AccountRange range(String accountId, Span span) {
        return ask("""
            SELECT count(*) AS monitors, coalesce(sum(n), 0) AS n, coalesce(sum(ok), 0) AS ok,
                avg(100.0 * ok / n)::float8 AS uptime
            FROM (
                SELECT monitor_id, sum(n) AS n, sum(ok) AS ok FROM (
                    SELECT h.monitor_id, h.n, h.ok
                    FROM monitor_definition d JOIN checks_1h h ON h.monitor_id = d.monitor_id
                    WHERE d.account_id = :account AND d.deleted_at IS NULL AND h.account_id = :account
                        AND h.hour >= :firstHour AND h.hour < :lastHour
                    UNION ALL
                    SELECT c.monitor_id, count(*), count(*) FILTER (WHERE c.success)
                    FROM monitor_definition d JOIN check_event c ON c.monitor_id = d.monitor_id
                    WHERE d.account_id = :account AND d.deleted_at IS NULL AND c.account_id = :account
                        AND (c.scheduled_at >= :from AND c.scheduled_at < :edge
                            OR c.scheduled_at >= :secondEdge AND c.scheduled_at < :to)
                    GROUP BY c.monitor_id
                ) AS parts GROUP BY monitor_id
            ) AS each
            """, accountId, span)
                .query((row, _) -> new AccountRange(
                        span.period(),
                        span.from(),
                        span.to(),
                        row.getObject("uptime", Double.class),
                        row.getLong("monitors"),
                        row.getLong("n"),
                        row.getLong("n") - row.getLong("ok")))
                .single();
    }

    private JdbcClient.StatementSpec ask(String query, String accountId, Span span) {
        return jdbc.sql(query)
                .param("account", accountId)
                .param("firstHour", SqlTime.of(span.firstHour()))
                .param("lastHour", SqlTime.of(span.lastHour()))
                .param("from", SqlTime.of(span.from()))
                .param("edge", SqlTime.of(span.edge()))
                .param("secondEdge", SqlTime.of(span.secondEdge()))
                .param("to", SqlTime.of(span.to()));
    }
}
