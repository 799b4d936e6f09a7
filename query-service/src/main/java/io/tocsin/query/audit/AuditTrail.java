package io.tocsin.query.audit;

import io.tocsin.query.paging.Cursor;
import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table of audit events: it only grows, and forgets whole months after 400 days. */
@Component
class AuditTrail {
    static final int RETENTION_DAYS = 400;
    static final String TABLE = "audit_event";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<SortedMap<String, String>> DETAILS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    AuditTrail(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Those that are there already stay as they are. */
    void append(List<AuditEvent> events) {
        batches.batchUpdate("""
            INSERT INTO audit_event (account_id, at, event_id, actor_kind, actor_id, action, subject_id, address,
                details, operator_id, correlation_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?) ON CONFLICT DO NOTHING
            """, events, 500, (row, event) -> {
            row.setString(1, event.accountId());
            row.setObject(2, SqlTime.of(event.at()));
            row.setString(3, event.id());
            row.setString(4, event.actorKind());
            row.setString(5, event.actorId());
            row.setString(6, event.action());
            row.setString(7, event.subjectId());
            row.setString(8, event.address());
            row.setString(9, JSON.writeValueAsString(event.details()));
            row.setString(10, event.operatorId());
            row.setString(11, event.correlationId());
        });
    }

    /** Newest first. */
    List<AuditEvent> page(AuditFilter filter, @Nullable Cursor after, int limit) {
        return jdbc.sql("""
            SELECT * FROM audit_event
            WHERE (CAST(:account AS text) IS NULL OR account_id = :account)
                AND (CAST(:actor AS text) IS NULL OR actor_id = :actor OR operator_id = :actor)
                AND (CAST(:action AS text) IS NULL OR action LIKE :action)
                AND (CAST(:from AS timestamptz) IS NULL OR at >= :from)
                AND (CAST(:to AS timestamptz) IS NULL OR at < :to)
                AND (CAST(:time AS timestamptz) IS NULL OR (at, event_id) < (:time, :key))
            ORDER BY at DESC, event_id DESC LIMIT :limit
            """)
                .param("account", filter.account())
                .param("actor", filter.actor())
                .param("action", filter.actionPattern())
                .param("from", SqlTime.ofNullable(filter.from()))
                .param("to", SqlTime.ofNullable(filter.to()))
                .param("time", after == null ? null : SqlTime.of(after.time()))
                .param("key", after == null ? "" : after.key())
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    private static AuditEvent read(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getString("event_id"),
                row.getString("account_id"),
                SqlTime.read(row, "at"),
                row.getString("actor_kind"),
                row.getString("actor_id"),
                row.getString("action"),
                row.getString("subject_id"),
                row.getString("address"),
                JSON.readValue(row.getString("details"), DETAILS),
                row.getString("operator_id"),
                row.getString("correlation_id"));
    }
}
