package io.tocsin.auth.impersonation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** An operator acting as a user until a stated time. */
record Impersonation(
        String id,
        String accountId,
        String userId,
        String operatorId,
        String reason,
        Instant createdAt,
        Instant expiresAt) {
    static final String COLUMNS = "id, account_id, user_id, operator_id, reason, created_at, expires_at";

    static Impersonation of(ResultSet row) throws SQLException {
        return new Impersonation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant());
    }
}
