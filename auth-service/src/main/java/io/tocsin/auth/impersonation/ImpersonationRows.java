package io.tocsin.auth.impersonation;

import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.platform.tokens.Caller;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of impersonations. */
@Repository
class ImpersonationRows {
    private static final String OPEN = " ended_at IS NULL AND expires_at > ?";

    /** What impersonations end by. */
    enum By {
        ITSELF("id"),
        OPERATOR("operator_id"),
        OPERATORS_SESSION("operator_session_id"),
        OPERATORS_ACCOUNT("operator_account_id"),
        USER("user_id"),
        ACCOUNT("account_id");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

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

    /** @param operator who acts, in a session and an account of his own */
    void insert(Impersonation impersonation, Caller operator) {
        jdbc.sql("INSERT INTO impersonations (" + Impersonation.COLUMNS
                        + ", operator_session_id, operator_account_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        impersonation.id(),
                        impersonation.accountId(),
                        impersonation.userId(),
                        impersonation.operatorId(),
                        impersonation.reason(),
                        Timestamp.from(impersonation.createdAt()),
                        Timestamp.from(impersonation.expiresAt()))
                .param(operator.sessionId())
                .param(operator.accountId())
                .update();
    }

    /** Those that end by this. */
    List<Impersonation> end(By by, Collection<String> ids, Instant now) {
        return jdbc.sql("UPDATE impersonations SET ended_at = ? WHERE" + OPEN + " AND " + by.column
                        + " = ANY (?) RETURNING " + Impersonation.COLUMNS)
                .param(Timestamp.from(now))
                .param(Timestamp.from(now))
                .param(ids.toArray(String[]::new))
                .query((row, _) -> Impersonation.of(row))
                .list();
    }
}
