package io.tocsin.auth.people;

import io.tocsin.auth.accounts.Tier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user as others see it, with the plan of the account.
 *
 * @param operator whether the person runs the product
 */
public record Person(
        String id,
        String accountId,
        String name,
        String email,
        @Nullable String image,
        String role,
        Tier tier,
        Instant createdAt,
        Instant updatedAt,
        boolean operator) {
    /** What {@link #of(ResultSet)} reads, of users {@code u} joined with accounts {@code a}. */
    public static final String COLUMNS =
            "u.id AS user_id, u.account_id, u.name, u.email, u.image, u.role, a.tier, u.created_at AS user_created_at,"
                    + " u.updated_at AS user_updated_at, u.operator";

    /** Somebody who does not run the product. */
    public Person(
            String id,
            String accountId,
            String name,
            String email,
            @Nullable String image,
            String role,
            Tier tier,
            Instant createdAt,
            Instant updatedAt) {
        this(id, accountId, name, email, image, role, tier, createdAt, updatedAt, false);
    }

    public static Person of(ResultSet row) throws SQLException {
        return new Person(
                row.getString("user_id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("image"),
                row.getString("role"),
                Tier.of(row.getString("tier")),
                row.getTimestamp("user_created_at").toInstant(),
                row.getTimestamp("user_updated_at").toInstant(),
                row.getBoolean("operator"));
    }
}
