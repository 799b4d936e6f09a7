package io.tocsin.auth.members;

import io.tocsin.auth.people.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user in the eyes of the others of the account. */
public record Member(
        String id,
        String name,
        String email,
        @Nullable String image,
        String role,
        Instant createdAt,
        @Nullable Instant suspendedAt,
        @Nullable Instant deletionRequestedAt) {
    static final String COLUMNS = "id, name, email, image, role, created_at, suspended_at, deletion_requested_at";

    static Member of(ResultSet row) throws SQLException {
        return new Member(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                instant(row.getTimestamp(7)),
                instant(row.getTimestamp(8)));
    }

    Role inRole() {
        return Role.of(role);
    }

    /** Whether the account can count on the person. */
    boolean isStaying() {
        return suspendedAt == null && deletionRequestedAt == null;
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
