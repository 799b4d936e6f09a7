package io.tocsin.query.incidents;

import io.tocsin.query.incidents.Condition.Down;
import io.tocsin.query.incidents.Condition.Pending;
import io.tocsin.query.incidents.Condition.Up;
import io.tocsin.query.status.Status;
import io.tocsin.query.status.StatusSource;
import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of monitors' states. */
@Component
class MonitorStates implements StatusSource {
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    MonitorStates(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** By monitor id; locked until the transaction ends. */
    Map<String, MonitorState> lock(Collection<String> monitorIds) {
        return jdbc
                .sql("SELECT * FROM monitor_state WHERE monitor_id = ANY (?) ORDER BY monitor_id FOR UPDATE")
                .param(monitorIds.toArray(String[]::new))
                .query((row, _) -> read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(MonitorState::monitorId, Function.identity()));
    }

    /** States of monitors of which nothing was seen for longer than two intervals and a little; locked. */
    List<MonitorState> fallingSilent() {
        return jdbc.sql("""
            SELECT s.* FROM monitor_state s JOIN monitor_definition d USING (monitor_id)
            WHERE NOT s.silent AND NOT d.paused AND d.deleted_at IS NULL AND d.type <> 'heartbeat'
                AND s.last_observed_at < now() - make_interval(secs => 2 * d.interval_seconds + 30)
                AND d.changed_at < now() - make_interval(secs => 2 * d.interval_seconds + 30)
            ORDER BY s.monitor_id LIMIT 1000 FOR UPDATE OF s SKIP LOCKED
            """).query((row, _) -> read(row)).list();
    }

    void put(Collection<MonitorState> states) {
        batches.batchUpdate("""
            INSERT INTO monitor_state (monitor_id, account_id, condition, streak, since, last_applied_at,
                last_observed_at, incident_id, silent, decided_at, published_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (monitor_id) DO UPDATE SET condition = excluded.condition, streak = excluded.streak,
                since = excluded.since, last_applied_at = excluded.last_applied_at,
                last_observed_at = excluded.last_observed_at, incident_id = excluded.incident_id,
                silent = excluded.silent, decided_at = excluded.decided_at, published_at = excluded.published_at
            """, states, 500, (row, state) -> {
            Tracked tracked = state.tracked();
            row.setString(1, state.monitorId());
            row.setString(2, state.accountId());
            row.setString(3, name(tracked.condition()));
            row.setInt(4, streak(tracked.condition()));
            row.setObject(5, SqlTime.of(tracked.since()));
            row.setObject(6, SqlTime.ofNullable(tracked.appliedUntil()));
            row.setObject(7, SqlTime.ofNullable(state.lastObservedAt()));
            row.setString(8, state.incidentId());
            row.setBoolean(9, state.silent());
            row.setObject(10, SqlTime.of(state.decidedAt()));
            row.setObject(11, SqlTime.ofNullable(state.publishedAt()));
        });
    }

    void delete(String monitorId) {
        jdbc.sql("DELETE FROM monitor_state WHERE monitor_id = ?")
                .param(monitorId)
                .update();
    }

    @Override
    public List<Status> statuses() {
        return jdbc
                .sql("SELECT s.* FROM monitor_state s JOIN monitor_definition d USING (monitor_id) WHERE"
                        + " d.deleted_at IS NULL")
                .query((row, _) -> read(row))
                .list()
                .stream()
                .map(MonitorState::status)
                .toList();
    }

    private static MonitorState read(ResultSet row) throws SQLException {
        return new MonitorState(
                row.getString("monitor_id"),
                row.getString("account_id"),
                new Tracked(
                        condition(row.getString("condition"), row.getInt("streak")),
                        SqlTime.read(row, "since"),
                        SqlTime.readNullable(row, "last_applied_at")),
                SqlTime.readNullable(row, "last_observed_at"),
                row.getString("incident_id"),
                row.getBoolean("silent"),
                SqlTime.read(row, "decided_at"),
                SqlTime.readNullable(row, "published_at"));
    }

    private static String name(Condition condition) {
        return switch (condition) {
            case Pending _ -> "pending";
            case Up _ -> "up";
            case Down _ -> "down";
        };
    }

    private static int streak(Condition condition) {
        return switch (condition) {
            case Pending pending -> pending.failures();
            case Up up -> up.failures();
            case Down down -> down.successes();
        };
    }

    private static Condition condition(String name, int streak) {
        return switch (name) {
            case "up" -> new Up(streak);
            case "down" -> new Down(streak);
            default -> new Pending(streak);
        };
    }
}
