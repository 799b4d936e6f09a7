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
    /**
     * Only what has missed a deadline, as {@link Heartbeat} counts them: others would be found again and again, and
     * leave no room.
     */
    private static final String DUE = """
        SELECT s.monitor_id, s.account_id, s.last_applied_at, came, changed.at AS changed_at, d.period_seconds,
            d.grace_seconds
        FROM monitor_state AS s
        JOIN monitor_definition AS d USING (monitor_id)
        LEFT JOIN account_definition AS a ON a.account_id = s.account_id
        CROSS JOIN LATERAL (SELECT greatest(d.changed_at, a.changed_at)) AS changed (at)
        CROSS JOIN LATERAL (
            SELECT s.condition = 'up' AND s.streak = 0 OR s.condition = 'down' AND s.streak > 0) AS observed (came)
        WHERE d.type = 'heartbeat' AND NOT d.paused AND d.deleted_at IS NULL AND d.period_seconds > 0
            AND a.suspended_at IS NULL AND a.deleted_at IS NULL
            AND greatest(s.last_applied_at, changed.at) + make_interval(secs => d.period_seconds
                + CASE WHEN came OR changed.at > s.last_applied_at THEN d.grace_seconds ELSE 0 END) <= :until
        ORDER BY s.monitor_id LIMIT 1000
        """;

    private final JdbcClient jdbc;

    Heartbeats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that had missed a call at an instant, or another one after the last. */
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
                        SqlTime.read(row, "changed_at"),
                        Duration.ofSeconds(row.getInt("period_seconds")),
                        Duration.ofSeconds(row.getInt("grace_seconds"))))
                .list();
    }
}
