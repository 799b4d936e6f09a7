package io.tocsin.query.checks;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How fast targets answer. */
@Component
class LatencyReport {
    private static final String METHOD = "Percentiles, interpolated, of the time from the start of a probe to its end, "
            + "over the checks that the target answered; those that it did not answer have no latency.";
    private static final int MOST_STEPS = 2000;

    /**
     * @param time where the bucket begins
     * @param checks that the target answered
     * @param p50Ms milliseconds, like those behind it
     */
    record Bucket(Instant time, long checks, double p50Ms, double p90Ms, double p95Ms, double p99Ms) {}

    /** @param stepSeconds width of a bucket; null where there is one for the whole range */
    record Answer(
            String monitorId,
            String method,
            Instant from,
            Instant to,
            @Nullable Long stepSeconds,
            List<Bucket> data) {}

    private final JdbcClient jdbc;
    private final InstantSource clock;

    LatencyReport(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The last 24 hours, unless an end is given; buckets without an answered check are left out. */
    Answer of(
            String accountId, String monitorId, @Nullable Instant from, @Nullable Instant to, @Nullable Duration step) {
        Instant end = to == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : to;
        Instant start = from == null ? end.minus(Duration.ofHours(24)) : from;
        if (!start.isBefore(end)) {
            throw ApiException.invalid("from", "is not before to");
        }
        if (step != null && Duration.between(start, end).dividedBy(step) > MOST_STEPS) {
            throw ApiException.invalid("step", "is too short: more than %d steps".formatted(MOST_STEPS));
        }
        // the epoch as origin keeps buckets where they are, however the range moves
        List<Bucket> buckets = jdbc.sql("""
            SELECT CASE WHEN :step = 0 THEN :from
                    ELSE date_bin(make_interval(secs => :step), scheduled_at, timestamptz 'epoch') END AS bucket,
                count(*) AS n,
                percentile_cont(ARRAY[0.5, 0.9, 0.95, 0.99]) WITHIN GROUP (ORDER BY latency_micros) AS percentiles
            FROM check_event
            WHERE monitor_id = :monitor AND account_id = :account
                AND scheduled_at >= :from AND scheduled_at < :to AND latency_micros IS NOT NULL
            GROUP BY 1 ORDER BY 1
            """.replace(":step", Long.toString(step == null ? 0 : step.toSeconds())))
                .param("monitor", monitorId)
                .param("account", accountId)
                .param("from", SqlTime.of(start))
                .param("to", SqlTime.of(end))
                .query((row, _) -> bucket(row))
                .list();
        return new Answer(monitorId, METHOD, start, end, step == null ? null : step.toSeconds(), buckets);
    }

    private static Bucket bucket(ResultSet row) throws SQLException {
        Double[] micros =
                (Double[]) Objects.requireNonNull(row.getArray("percentiles")).getArray();
        return new Bucket(
                SqlTime.read(row, "bucket"),
                row.getLong("n"),
                micros[0] / 1000,
                micros[1] / 1000,
                micros[2] / 1000,
                micros[3] / 1000);
    }
}
