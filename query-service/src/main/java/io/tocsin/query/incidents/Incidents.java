package io.tocsin.query.incidents;

import io.tocsin.query.paging.Cursor;
import io.tocsin.query.storage.SqlTime;
import io.tocsin.schemas.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The incidents that there were and are. */
@Component
class Incidents {
    private static final String COLUMNS = """
         i.*, (SELECT d.friendly_name FROM monitor_definition AS d WHERE d.monitor_id = i.monitor_id) AS friendly_name\
        """;

    private final JdbcClient jdbc;
    private final IncidentPublisher publisher;

    Incidents(JdbcClient jdbc, IncidentPublisher publisher) {
        this.jdbc = jdbc;
        this.publisher = publisher;
    }

    /** @return id of the incident that the observation opens; the same if it has done so before */
    String open(String accountId, String friendlyName, Observation observation) {
        Incident incident = new Incident(
                Ids.next("inc"),
                accountId,
                observation.monitorId(),
                friendlyName,
                observation.at(),
                null,
                null,
                null,
                observation.reason());
        int rows = jdbc.sql("""
            INSERT INTO incident (id, account_id, monitor_id, opened_at, opened_location, reason)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """)
                .params(
                        incident.id(),
                        accountId,
                        incident.monitorId(),
                        SqlTime.of(incident.openedAt()),
                        observation.location())
                .param(incident.reason())
                .update();
        if (rows == 0) {
            return jdbc.sql("SELECT id FROM incident WHERE monitor_id = ? ORDER BY opened_at DESC LIMIT 1")
                    .param(observation.monitorId())
                    .query(String.class)
                    .single();
        }
        publisher.opened(incident);
        return incident.id();
    }

    /** Resolves the incident that is open, if one is. */
    void resolve(String monitorId, Instant at) {
        jdbc.sql("UPDATE incident AS i SET resolved_at = ? WHERE monitor_id = ? AND resolved_at IS NULL RETURNING "
                        + COLUMNS)
                .params(SqlTime.of(at), monitorId)
                .query((row, _) -> read(row))
                .optional()
                .ifPresent(publisher::resolved);
    }

    /** Notes who took an open incident that nobody has taken; in a transaction. */
    Optional<Incident> acknowledge(String accountId, String id, String userId, Instant at) {
        Optional<Incident> taken = jdbc.sql("""
            UPDATE incident AS i SET acknowledged_at = ?, acknowledged_by = ?
            WHERE id = ? AND account_id = ? AND acknowledged_at IS NULL AND resolved_at IS NULL RETURNING
            """ + COLUMNS)
                .params(SqlTime.of(at), userId, id, accountId)
                .query((row, _) -> read(row))
                .optional();
        taken.ifPresent(publisher::acknowledged);
        return taken;
    }

    Optional<Incident> find(String accountId, String id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM incident AS i WHERE id = ? AND account_id = ?")
                .params(id, accountId)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Newest first. */
    List<Incident> page(
            String accountId, @Nullable String monitorId, @Nullable Boolean open, @Nullable Cursor after, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + """
             FROM incident AS i WHERE account_id = :account
                AND (CAST(:monitor AS text) IS NULL OR monitor_id = :monitor)
                AND (CAST(:open AS boolean) IS NULL OR (resolved_at IS NULL) = :open)
                AND (CAST(:time AS timestamptz) IS NULL OR (opened_at, id) < (:time, :key))
            ORDER BY opened_at DESC, id DESC LIMIT :limit
            """)
                .param("account", accountId)
                .param("monitor", monitorId)
                .param("open", open)
                .param("time", after == null ? null : SqlTime.of(after.time()))
                .param("key", after == null ? "" : after.key())
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /** Those that something happened to lately of which subscribers have not been told something, oldest first. */
    List<Incident> untold(Duration back) {
        return jdbc.sql("SELECT " + COLUMNS + """
             FROM incident AS i
            WHERE greatest(i.opened_at, i.acknowledged_at, i.resolved_at) > now() - make_interval(secs => ?)
                AND i.opened_at > (SELECT min(recorded_at) FROM webhook_event)
                AND (SELECT count(*) FROM webhook_event v
                    WHERE v.account_id = i.account_id AND v.subject = i.monitor_id AND v.type IN ('incident.opened',
                            'monitor.down', 'incident.acknowledged', 'incident.resolved', 'monitor.up')
                        AND v.at >= i.opened_at AND CAST(v.payload AS jsonb) -> 'data' ->> 'incident_id' = i.id)
                    < 2 + CASE WHEN i.acknowledged_at IS NULL THEN 0 ELSE 1 END
                        + CASE WHEN i.resolved_at IS NULL THEN 0 ELSE 2 END
            ORDER BY i.opened_at LIMIT 1000
            """)
                .param(back.toSeconds())
                .query((row, _) -> read(row))
                .list();
    }

    private static Incident read(ResultSet row) throws SQLException {
        return new Incident(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("monitor_id"),
                row.getString("friendly_name"),
                SqlTime.read(row, "opened_at"),
                SqlTime.readNullable(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                SqlTime.readNullable(row, "resolved_at"),
                row.getString("reason"));
    }
}
