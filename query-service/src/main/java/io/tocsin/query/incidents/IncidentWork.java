package io.tocsin.query.incidents;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.storage.SqlTime;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people do about an incident: take it, and say what they know. */
@Component
class IncidentWork {
    /** @param authorId user who wrote it */
    record Comment(String id, String incidentId, String authorId, String text, Instant createdAt) {}

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final InstantSource clock;

    IncidentWork(JdbcClient jdbc, Incidents incidents, InstantSource clock) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.clock = clock;
    }

    /**
     * Done again, it changes nothing: the first one stays the one who took it.
     *
     * @throws ApiException INCIDENT_001 if there is none, INCIDENT_002 if it is over and nobody had taken it
     */
    @Transactional
    Incident acknowledge(String accountId, String id, String userId) {
        return incidents.acknowledge(accountId, id, userId, now()).orElseGet(() -> {
            Incident incident = find(accountId, id);
            if (incident.acknowledgedAt() == null) {
                throw new ApiException(ErrorCode.INCIDENT_002);
            }
            return incident;
        });
    }

    /** @throws ApiException INCIDENT_001 if there is no such incident */
    Comment say(String accountId, String incidentId, String userId, String text) {
        find(accountId, incidentId);
        Comment comment = new Comment(Ids.next("com"), incidentId, userId, text, now());
        jdbc.sql("""
            INSERT INTO incident_comment (id, account_id, incident_id, author_id, text, created_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
                .params(comment.id(), accountId, incidentId, userId, text, SqlTime.of(comment.createdAt()))
                .update();
        return comment;
    }

    /**
     * Oldest first.
     *
     * @throws ApiException INCIDENT_001 if there is no such incident
     */
    List<Comment> said(String accountId, String incidentId, @Nullable Cursor after, int limit) {
        find(accountId, incidentId);
        return jdbc.sql("""
            SELECT * FROM incident_comment
            WHERE account_id = :account AND incident_id = :incident
                AND (CAST(:time AS timestamptz) IS NULL OR (created_at, id) > (:time, :key))
            ORDER BY created_at, id LIMIT :limit
            """)
                .param("account", accountId)
                .param("incident", incidentId)
                .param("time", after == null ? null : SqlTime.of(after.time()))
                .param("key", after == null ? "" : after.key())
                .param("limit", limit)
                .query((row, _) -> new Comment(
                        row.getString("id"),
                        incidentId,
                        row.getString("author_id"),
                        row.getString("text"),
                        SqlTime.read(row, "created_at")))
                .list();
    }

    private Incident find(String accountId, String id) {
        return incidents.find(accountId, id).orElseThrow(() -> new ApiException(ErrorCode.INCIDENT_001));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
