package io.tocsin.query.definitions;

import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest definition of every monitor, deleted ones included, and every revision that there was. */
@Component
public class MonitorDefinitions {
    private final JdbcClient jdbc;
    private final List<MonitorFollower> followers;

    MonitorDefinitions(JdbcClient jdbc, List<MonitorFollower> followers) {
        this.jdbc = jdbc;
        this.followers = followers;
    }

    /** By monitor id, those of them that are known. */
    public Map<String, MonitorDefinition> of(Collection<String> monitorIds) {
        return jdbc
                .sql("SELECT * FROM monitor_definition WHERE monitor_id = ANY (?)")
                .param(monitorIds.toArray(String[]::new))
                .query((row, _) -> read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(MonitorDefinition::monitorId, Function.identity()));
    }

    /** Those of them that are live, and stay so until the transaction ends. */
    public Set<String> heldLive(Collection<String> monitorIds) {
        return Set.copyOf(jdbc.sql("""
            SELECT monitor_id FROM monitor_definition
            WHERE monitor_id = ANY (?) AND deleted_at IS NULL ORDER BY monitor_id FOR SHARE
            """)
                .param(monitorIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** The monitor, if it is that account's and was not deleted. */
    public Optional<MonitorDefinition> find(String accountId, String monitorId) {
        return jdbc.sql("""
            SELECT * FROM monitor_definition
            WHERE monitor_id = ? AND account_id = ? AND deleted_at IS NULL
            """)
                .params(monitorId, accountId)
                .query((row, _) -> read(row))
                .optional();
    }

    void put(MonitorDefinition monitor) {
        MonitorDefinition before = of(List.of(monitor.monitorId())).get(monitor.monitorId());
        jdbc.sql("""
            INSERT INTO monitor_definition AS d (monitor_id, account_id, revision, friendly_name, type,
                interval_seconds, failure_threshold, recovery_threshold, paused, changed_at, period_seconds,
                grace_seconds)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (monitor_id) DO UPDATE SET revision = excluded.revision,
                friendly_name = excluded.friendly_name, type = excluded.type,
                interval_seconds = excluded.interval_seconds,
                failure_threshold = excluded.failure_threshold,
                recovery_threshold = excluded.recovery_threshold, paused = excluded.paused,
                changed_at = excluded.changed_at, period_seconds = excluded.period_seconds,
                grace_seconds = excluded.grace_seconds
            WHERE d.revision <= excluded.revision AND d.account_id = excluded.account_id
            """)
                .params(
                        monitor.monitorId(),
                        monitor.accountId(),
                        monitor.revision(),
                        monitor.friendlyName(),
                        monitor.type(),
                        monitor.intervalSeconds(),
                        monitor.failureThreshold(),
                        monitor.recoveryThreshold(),
                        monitor.paused(),
                        SqlTime.of(monitor.changedAt()))
                .param(monitor.periodSeconds())
                .param(monitor.graceSeconds())
                .update();
        jdbc.sql("""
            INSERT INTO monitor_revision (monitor_id, revision, account_id, type, interval_seconds,
                failure_threshold, recovery_threshold, paused, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
                .params(
                        monitor.monitorId(),
                        monitor.revision(),
                        monitor.accountId(),
                        monitor.type(),
                        monitor.intervalSeconds(),
                        monitor.failureThreshold(),
                        monitor.recoveryThreshold(),
                        monitor.paused(),
                        SqlTime.of(monitor.changedAt()))
                .update();
        if (before == null || before.revision() < monitor.revision()) {
            followers.forEach(follower -> follower.monitorDefined(before, monitor));
        }
    }

    void delete(String monitorId, Instant at) {
        int rows = jdbc.sql("UPDATE monitor_definition SET deleted_at = ? WHERE monitor_id = ? AND deleted_at IS NULL")
                .params(SqlTime.of(at), monitorId)
                .update();
        if (rows > 0) {
            followers.forEach(follower -> follower.monitorDeleted(monitorId, at));
        }
    }

    private static MonitorDefinition read(ResultSet row) throws SQLException {
        return new MonitorDefinition(
                row.getString("monitor_id"),
                row.getString("account_id"),
                row.getLong("revision"),
                row.getString("friendly_name"),
                row.getString("type"),
                row.getInt("interval_seconds"),
                row.getInt("failure_threshold"),
                row.getInt("recovery_threshold"),
                row.getBoolean("paused"),
                SqlTime.read(row, "changed_at"),
                row.getObject("period_seconds", Integer.class),
                row.getObject("grace_seconds", Integer.class),
                SqlTime.readNullable(row, "deleted_at"));
    }
}
