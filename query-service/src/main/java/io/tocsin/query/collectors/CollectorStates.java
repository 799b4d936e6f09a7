package io.tocsin.query.collectors;

import io.tocsin.query.status.Status;
import io.tocsin.query.status.StatusSource;
import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of collectors' states. */
@Component
class CollectorStates implements StatusSource {
    /** @param intervalSeconds how often it should push */
    record Expected(CollectorState state, int intervalSeconds) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    CollectorStates(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** By collector id; locked until the transaction ends. */
    Map<String, CollectorState> lock(Collection<String> collectorIds) {
        return jdbc
                .sql("SELECT * FROM collector_state WHERE collector_id = ANY (?) ORDER BY collector_id FOR UPDATE")
                .param(collectorIds.toArray(String[]::new))
                .query((row, _) -> read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(CollectorState::collectorId, Function.identity()));
    }

    /**
     * Those that have gone late or offline at an instant, as {@link CollectorStatus} judges; locked. What stays as it is
     * must not be among them: it would be found again and again, and leave no room for others.
     */
    List<Expected> overdue(Instant now, int most) {
        return jdbc.sql("""
            SELECT s.*, d.interval_seconds FROM collector_state s
            JOIN collector_definition d USING (collector_id)
            WHERE (s.status = 'online'
                    AND s.last_observed_at < :now - make_interval(secs => 2 * d.interval_seconds + 10)
                OR s.status <> 'offline'
                    AND s.last_observed_at < :now - make_interval(secs => greatest(120, 6 * d.interval_seconds)))
                AND d.revoked_at IS NULL AND d.deleted_at IS NULL
            ORDER BY s.collector_id LIMIT :most FOR UPDATE OF s SKIP LOCKED
            """)
                .param("now", SqlTime.of(now))
                .param("most", most)
                .query((row, _) -> new Expected(read(row), row.getInt("interval_seconds")))
                .list();
    }

    void put(Collection<CollectorState> states) {
        batches.batchUpdate("""
            INSERT INTO collector_state (collector_id, account_id, status, since, last_observed_at, decided_at,
                published_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (collector_id) DO UPDATE SET status = excluded.status, since = excluded.since,
                last_observed_at = excluded.last_observed_at, decided_at = excluded.decided_at,
                published_at = excluded.published_at
            """, states, 500, (row, state) -> {
            row.setString(1, state.collectorId());
            row.setString(2, state.accountId());
            row.setString(3, state.status().wireName());
            row.setObject(4, SqlTime.of(state.since()));
            row.setObject(5, SqlTime.of(state.lastObservedAt()));
            row.setObject(6, SqlTime.of(state.decidedAt()));
            row.setObject(7, SqlTime.of(state.publishedAt()));
        });
    }

    void delete(String collectorId) {
        jdbc.sql("DELETE FROM collector_state WHERE collector_id = ?")
                .param(collectorId)
                .update();
    }

    @Override
    public List<Status> statuses() {
        return jdbc.sql("""
            SELECT s.* FROM collector_state s JOIN collector_definition d USING (collector_id)
            WHERE d.revoked_at IS NULL AND d.deleted_at IS NULL
            """).query((row, _) -> read(row)).list().stream()
                .map(CollectorState::asStatus)
                .toList();
    }

    private static CollectorState read(ResultSet row) throws SQLException {
        return new CollectorState(
                row.getString("collector_id"),
                row.getString("account_id"),
                CollectorStatus.valueOf(row.getString("status").toUpperCase(java.util.Locale.ROOT)),
                SqlTime.read(row, "since"),
                SqlTime.read(row, "last_observed_at"),
                SqlTime.read(row, "decided_at"),
                SqlTime.read(row, "published_at"));
    }
}
