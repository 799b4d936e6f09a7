package io.tocsin.auth.oversight;

import io.tocsin.auth.accounts.Tier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account in an operator's eyes.
 *
 * @param minIntervalSeconds what an operator has allowed beside the plan; null for nothing
 * @param users how many people belong to it
 */
record SeenAccount(
        String id,
        String name,
        String tier,
        String tierClass,
        @Nullable Integer minIntervalSeconds,
        long revision,
        int users,
        Instant createdAt,
        @Nullable Instant suspendedAt,
        @Nullable Instant deletionRequestedAt) {
    static final String COLUMNS = "a.id, a.name, a.tier, a.min_interval_seconds, a.revision,"
            + " (SELECT count(*) FROM users u WHERE u.account_id = a.id), a.created_at, a.suspended_at,"
            + " a.deletion_requested_at";

    static SeenAccount of(ResultSet row) throws SQLException {
        Tier tier = Tier.of(row.getString(3));
        return new SeenAccount(
                row.getString(1),
                row.getString(2),
                tier.wireName(),
                tier.tierClass(),
                row.getObject(4, Integer.class),
                row.getLong(5),
                row.getInt(6),
                row.getTimestamp(7).toInstant(),
                instant(row.getTimestamp(8)),
                instant(row.getTimestamp(9)));
    }

    static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
