package io.tocsin.auth.sessions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** A person who is signed in somewhere. */
public record Session(
        String id,
        String userId,
        String accountId,
        boolean rememberMe,
        Visitor visitor,
        Instant createdAt,
        Instant updatedAt,
        Instant expiresAt) {

    /** Of sessions {@code s}. */
    static final String COLUMNS = "s.id AS session_id, s.user_id, s.account_id, s.remember_me, s.ip_address,"
            + " s.user_agent, s.created_at, s.updated_at, s.expires_at";

    static Session of(ResultSet row) throws SQLException {
        return new Session(
                row.getString("session_id"),
                row.getString("user_id"),
                row.getString("account_id"),
                row.getBoolean("remember_me"),
                new Visitor(row.getString("ip_address"), row.getString("user_agent")),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant(),
                row.getTimestamp("expires_at").toInstant());
    }

    /** Whether it should begin anew now that it is used. */
    boolean isDue(Instant now, Duration renewAfter) {
        return rememberMe && !updatedAt.plus(renewAfter).isAfter(now);
    }

    Session renewed(Instant now, Duration life) {
        return new Session(id, userId, accountId, rememberMe, visitor, createdAt, now, now.plus(life));
    }
}
