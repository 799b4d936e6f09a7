package io.tocsin.query.definitions;

import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The newest definition of every collector, revoked and forgotten ones included. */
@Component
public class CollectorDefinitions {
    private final JdbcClient jdbc;
    private final List<CollectorFollower> followers;

    CollectorDefinitions(JdbcClient jdbc, List<CollectorFollower> followers) {
        this.jdbc = jdbc;
        this.followers = followers;
    }

    /** By collector id, those of them that are known. */
    public Map<String, CollectorDefinition> of(Collection<String> collectorIds) {
        return jdbc
                .sql("SELECT * FROM collector_definition WHERE collector_id = ANY (?)")
                .param(collectorIds.toArray(String[]::new))
                .query((row, _) -> read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(CollectorDefinition::collectorId, Function.identity()));
    }

    /** Those of them that may push, and may until the transaction ends. */
    public Set<String> heldActive(Collection<String> collectorIds) {
        return Set.copyOf(jdbc.sql("""
            SELECT collector_id FROM collector_definition
            WHERE collector_id = ANY (?) AND revoked_at IS NULL AND deleted_at IS NULL
            ORDER BY collector_id FOR SHARE
            """)
                .param(collectorIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** Those that may push, and whose certificates end in that time. */
    public List<CollectorDefinition> certifiedUntil(Instant from, Instant until) {
        return jdbc.sql("""
            SELECT * FROM collector_definition
            WHERE certificate_not_after > ? AND certificate_not_after <= ? AND revoked_at IS NULL
                AND deleted_at IS NULL
            """)
                .params(SqlTime.of(from), SqlTime.of(until))
                .query((row, _) -> read(row))
                .list();
    }

    void put(CollectorDefinition collector) {
        CollectorDefinition before = of(List.of(collector.collectorId())).get(collector.collectorId());
        jdbc.sql("""
            INSERT INTO collector_definition AS d (collector_id, account_id, revision, name, hostname,
                interval_seconds, revoked_at, changed_at, certificate_not_after)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (collector_id) DO UPDATE SET revision = excluded.revision, name = excluded.name,
                hostname = excluded.hostname, interval_seconds = excluded.interval_seconds,
                revoked_at = excluded.revoked_at, changed_at = excluded.changed_at,
                certificate_not_after = excluded.certificate_not_after
            WHERE d.revision <= excluded.revision AND d.account_id = excluded.account_id
            """)
                .params(
                        collector.collectorId(),
                        collector.accountId(),
                        collector.revision(),
                        collector.name(),
                        collector.hostname(),
                        collector.intervalSeconds())
                .param(SqlTime.ofNullable(collector.revokedAt()))
                .param(SqlTime.of(collector.changedAt()))
                .param(SqlTime.ofNullable(collector.certificateNotAfter()))
                .update();
        if (before == null || before.revision() < collector.revision()) {
            followers.forEach(follower -> follower.collectorDefined(before, collector));
        }
    }

    void delete(String collectorId, Instant at) {
        int rows = jdbc.sql(
                        "UPDATE collector_definition SET deleted_at = ? WHERE collector_id = ? AND deleted_at IS NULL")
                .params(SqlTime.of(at), collectorId)
                .update();
        if (rows > 0) {
            followers.forEach(follower -> follower.collectorDeleted(collectorId));
        }
    }

    private static CollectorDefinition read(ResultSet row) throws SQLException {
        return new CollectorDefinition(
                row.getString("collector_id"),
                row.getString("account_id"),
                row.getLong("revision"),
                row.getString("name"),
                row.getString("hostname"),
                row.getInt("interval_seconds"),
                SqlTime.readNullable(row, "certificate_not_after"),
                SqlTime.readNullable(row, "revoked_at"),
                SqlTime.read(row, "changed_at"));
    }
}
