package io.tocsin.auth.invitations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A place in an account for whoever has that address and brings the token. */
public record Invitation(
        String id,
        String accountId,
        String email,
        String role,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt) {
    static final String COLUMNS = "id, account_id, email, role, invited_by, created_at, expires_at";

    static Invitation of(ResultSet row) throws SQLException {
        return new Invitation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant());
    }
}
