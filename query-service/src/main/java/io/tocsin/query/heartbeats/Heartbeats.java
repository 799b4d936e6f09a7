package io.tocsin.query.heartbeats;

import io.tocsin.query.storage.SqlTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Monitors that were called before; one that never was is not late. */
@Component
class Heartbeats {
    private static final String DUE = """
        SELECT s.monitor_id, s.account_id, s.last_applied_at, d.period_seconds, d.grace_seconds,
            s.condition = 'up' AND s.streak = 0 OR s.condition = 'down' AND s.streak > 0 AS came,
            (SELECT max(changed_at) FROM (
                SELECT changed_at, paused, lag(paused) OVER (ORDER BY revision) AS was_paused
                FROM monitor_revision WHERE monitor_id = s.monitor_id) AS revisions
             WHERE was_paused AND NOT paused) AS resumed_at
        FROM monitor_state AS s JOIN monitor_definition AS d USING (monitor_id)
        WHERE d.type = 'heartbeat' AND NOT d.paused AND d.deleted_at IS NULL AND d.period_seconds > 0
            AND s.last_applied_at <= :until - make_interval(secs => d.period_seconds)
        ORDER BY s.monitor_id LIMIT 1000
        """;

    private final JdbcClient jdbc;

    Heartbeats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those whose last call, or last missed one, is a period or longer before an instant. */
    List<Heartbeat> due(Instant until) {
        return query(DUE, until);
    }

    /** The same without those that another instance is looking at; locked until the transaction ends. */
    List<Heartbeat> lockDue(Instant until) {
        return query(DUE + " FOR UPDATE OF s SKIP LOCKED", until);
    }

    private List<Heartbeat> query(String query, Instant until) {
        return jdbc.sql(query)
                .param("until", SqlTime.of(until))
                .query((row, _) -> new Heartbeat(
                        row.getString("monitor_id"),
                        row.getString("account_id"),
                        SqlTime.read(row, "last_applied_at"),
                        row.getBoolean("came"),
                        SqlTime.readNullable(row, "resumed_at"),
                        Duration.ofSeconds(row.getInt("period_seconds")),
                        Duration.ofSeconds(row.getInt("grace_seconds"))))
                .list();
    }
}
