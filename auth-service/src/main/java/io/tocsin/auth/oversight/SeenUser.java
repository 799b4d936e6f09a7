package io.tocsin.auth.oversight;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user in an operator's eyes. */
record SeenUser(
        String id,
        String accountId,
        String name,
        String email,
        String role,
        boolean operator,
        Instant createdAt,
        @Nullable Instant suspendedAt,
        @Nullable Instant deletionRequestedAt,
        @Nullable Instant accountSuspendedAt) {
    static final String COLUMNS = "u.id, u.account_id, u.name, u.email, u.role, u.operator, u.created_at,"
            + " u.suspended_at, u.deletion_requested_at, a.suspended_at";

    static SeenUser of(ResultSet row) throws SQLException {
        return new SeenUser(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getTimestamp(7).toInstant(),
                SeenAccount.instant(row.getTimestamp(8)),
                SeenAccount.instant(row.getTimestamp(9)),
                SeenAccount.instant(row.getTimestamp(10)));
    }
}
