package io.tocsin.query.checks;

import io.tocsin.query.paging.Cursor;
import io.tocsin.query.storage.SqlTime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Stored checks, and their count by the hour. */
@Component
public class Checks {
    /** A check as it is written. Field names are column names. */
    public record NewCheck(
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
            @Nullable Long first_byte_micros,
            @Nullable String message,
            @Nullable List<String> failed_attempts,
            @Nullable Long lateness_micros,
            @Nullable String certificate_not_after) {}

    /** Identity of a check. */
    public record Slot(String monitorId, Instant scheduledAt, String location) {
        /** The check's id; made of what identifies it, so that it needs no place of its own and never changes. */
        public String id() {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256")
                        .digest("%s %d %s"
                                .formatted(monitorId, scheduledAt.toEpochMilli(), location)
                                .getBytes(StandardCharsets.UTF_8));
                return "chk_" + HexFormat.of().formatHex(digest, 0, 16);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }
    }

    /** @param success null for both */
    record Filter(
            Instant from,
            Instant to,
            @Nullable Boolean success,
            @Nullable String location) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    Checks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores those that are new, counts them, and answers which they were: counting twice is impossible. */
    public Set<Slot> insert(List<NewCheck> checks) {
        return jdbc
                .sql("""
                    WITH ins AS (
                        INSERT INTO check_event (monitor_id, scheduled_at, location, account_id, started_at, success,
                            status_code, latency_micros, reason, revision, attempts, requested, dns_micros,
                            connect_micros, tls_micros, first_byte_micros, message, failed_attempts, lateness_micros,
                            certificate_not_after)
                        SELECT * FROM jsonb_to_recordset(CAST(? AS jsonb)) AS c (monitor_id text,
                            scheduled_at timestamptz, location text, account_id text, started_at timestamptz,
                            success boolean, status_code int, latency_micros bigint, reason text, revision bigint,
                            attempts int, requested boolean, dns_micros bigint, connect_micros bigint,
                            tls_micros bigint, first_byte_micros bigint, message text, failed_attempts text[],
                            lateness_micros bigint, certificate_not_after timestamptz)
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
    List<Check> page(String accountId, String monitorId, Filter filter, @Nullable Cursor after, int limit) {
        return jdbc.sql("""
            SELECT * FROM check_event
            WHERE monitor_id = :monitor AND account_id = :account
                AND scheduled_at >= :from AND scheduled_at < :to
                AND (CAST(:success AS boolean) IS NULL OR success = :success)
                AND (CAST(:location AS text) IS NULL OR location = :location)
                AND (CAST(:time AS timestamptz) IS NULL OR (scheduled_at, location) < (:time, :key))
            ORDER BY scheduled_at DESC, location DESC LIMIT :limit
            """)
                .param("monitor", monitorId)
                .param("account", accountId)
                .param("from", SqlTime.of(filter.from()))
                .param("to", SqlTime.of(filter.to()))
                .param("success", filter.success())
                .param("location", filter.location())
                .param("time", after == null ? null : SqlTime.of(after.time()))
                .param("key", after == null ? "" : after.key())
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    private static Check read(ResultSet row) throws SQLException {
        Array failed = row.getArray("failed_attempts");
        return new Check(
                row.getString("monitor_id"),
                SqlTime.read(row, "scheduled_at"),
                SqlTime.read(row, "started_at"),
                row.getBoolean("success"),
                row.getObject("status_code", Integer.class),
                row.getObject("latency_micros", Long.class),
                row.getString("reason"),
                row.getString("location"),
                row.getString("message"),
                row.getInt("attempts"),
                failed == null ? List.of() : List.of((String[]) failed.getArray()),
                row.getBoolean("requested"),
                new Check.Timings(
                        row.getObject("dns_micros", Long.class),
                        row.getObject("connect_micros", Long.class),
                        row.getObject("tls_micros", Long.class),
                        row.getObject("first_byte_micros", Long.class)),
                row.getObject("lateness_micros", Long.class),
                SqlTime.readNullable(row, "certificate_not_after"));
    }
}
