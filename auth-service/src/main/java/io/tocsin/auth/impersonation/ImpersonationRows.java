package io.tocsin.auth.impersonation;

import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of impersonations. */
@Repository
class ImpersonationRows {
    private static final String OPEN = " ended_at IS NULL AND expires_at > ?";

    private final JdbcClient jdbc;

    ImpersonationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Impersonation> open(PageRequest request, Instant now) {
        List<Impersonation> found = jdbc.sql("SELECT " + Impersonation.COLUMNS + " FROM impersonations WHERE" + OPEN
                        + " AND id > ? ORDER BY id LIMIT ?")
                .params(Timestamp.from(now), request.after(), request.rows())
                .query((row, _) -> Impersonation.of(row))
                .list();
        return request.page(found, Impersonation::id);
    }

    void insert(Impersonation impersonation) {
        jdbc.sql("INSERT INTO impersonations (" + Impersonation.COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        impersonation.id(),
                        impersonation.accountId(),
                        impersonation.userId(),
                        impersonation.operatorId(),
                        impersonation.reason(),
                        Timestamp.from(impersonation.createdAt()),
                        Timestamp.from(impersonation.expiresAt()))
                .update();
    }

    /** Those that end by this. */
    List<Impersonation> end(String id, Instant now) {
        return end("id", id, now);
    }

    List<Impersonation> endAllOf(String operatorId, Instant now) {
        return end("operator_id", operatorId, now);
    }

    private List<Impersonation> end(String column, String value, Instant now) {
        return jdbc.sql("UPDATE impersonations SET ended_at = ? WHERE" + OPEN + " AND " + column + " = ? RETURNING "
                        + Impersonation.COLUMNS)
                .params(Timestamp.from(now), Timestamp.from(now), value)
                .query((row, _) -> Impersonation.of(row))
                .list();
    }
}
