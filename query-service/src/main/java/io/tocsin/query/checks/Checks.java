package io.tocsin.query.checks;

import io.tocsin.query.paging.Cursor;
import io.tocsin.query.storage.SqlTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stored checks, and their count by the hour. */
@Component
class Checks {
    /** A check as it is written. Field names are column names. */
    record NewCheck(
            String monitor_id,
            String scheduled_at,
            String location,
            String account_id,
            String started_at,
            boolean success,
            @Nullable Integer status_code,
            @Nullable Long latency_micros,
            @Nullable String reason,
            long revision,
            int attempts,
            boolean requested,
            @Nullable Long dns_micros,
            @Nullable Long connect_micros,
            @Nullable Long tls_micros,
            @Nullable Long first_byte_micros) {}

    /** Identity of a check. */
    record Slot(String monitorId, Instant scheduledAt, String location) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    Checks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores those that are new, counts them, and answers which they were: counting twice is impossible. */
    Set<Slot> insert(List<NewCheck> checks) {
        return jdbc
                .sql("""
                    WITH ins AS (
                        INSERT INTO check_event (monitor_id, scheduled_at, location, account_id, started_at, success,
                            status_code, latency_micros, reason, revision, attempts, requested, dns_micros,
                            connect_micros, tls_micros, first_byte_micros)
                        SELECT * FROM jsonb_to_recordset(CAST(? AS jsonb)) AS c (monitor_id text,
                            scheduled_at timestamptz, location text, account_id text, started_at timestamptz,
                            success boolean, status_code int, latency_micros bigint, reason text, revision bigint,
                            attempts int, requested boolean, dns_micros bigint, connect_micros bigint,
                            tls_micros bigint, first_byte_micros bigint)
                        ON CONFLICT DO NOTHING
                        RETURNING monitor_id, scheduled_at, location, account_id, success, latency_micros
                    ), counted AS (
                        INSERT INTO checks_1h AS h (monitor_id, hour, account_id, n, ok, latency_n, latency_micros)
                        SELECT monitor_id, date_trunc('hour', scheduled_at, 'UTC'), account_id, count(*),
                            count(*) FILTER (WHERE success), count(latency_micros), coalesce(sum(latency_micros), 0)
                        FROM ins GROUP BY 1, 2, 3 ORDER BY 1, 2
                        ON CONFLICT (monitor_id, hour) DO UPDATE SET n = h.n + excluded.n, ok = h.ok + excluded.ok,
                            latency_n = h.latency_n + excluded.latency_n,
                            latency_micros = h.latency_micros + excluded.latency_micros
                    )
                    SELECT monitor_id, scheduled_at, location FROM ins
                    """)
                .param(JSON.writeValueAsString(checks))
                .query((row, _) -> new Slot(
                        row.getString("monitor_id"), SqlTime.read(row, "scheduled_at"), row.getString("location")))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Newest first. */
    List<Check> page(String accountId, String monitorId, Instant from, Instant to, @Nullable Cursor after, int limit) {
        return jdbc.sql("""
            SELECT * FROM check_event
            WHERE monitor_id = :monitor AND account_id = :account
                AND scheduled_at >= :from AND scheduled_at < :to
                AND (CAST(:time AS timestamptz) IS NULL OR (scheduled_at, location) < (:time, :key))
            ORDER BY scheduled_at DESC, location DESC LIMIT :limit
            """)
                .param("monitor", monitorId)
                .param("account", accountId)
                .param("from", SqlTime.of(from))
                .param("to", SqlTime.of(to))
                .param("time", after == null ? null : SqlTime.of(after.time()))
                .param("key", after == null ? "" : after.key())
                .param("limit", limit)
                .query((row, _) -> new Check(
                        row.getString("monitor_id"),
                        SqlTime.read(row, "scheduled_at"),
                        SqlTime.read(row, "started_at"),
                        row.getBoolean("success"),
                        row.getObject("status_code", Integer.class),
                        row.getObject("latency_micros", Long.class),
                        row.getString("reason"),
                        row.getString("location")))
                .list();
    }
}
