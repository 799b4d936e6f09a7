package io.tocsin.query.definitions;

import io.tocsin.query.storage.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plans of accounts, as far as they matter here. */
@Component
public class Accounts {
    /** @param retentionDays how long raw history is kept and shown */
    record Account(
            String accountId,
            long revision,
            String tier,
            int retentionDays,
            @Nullable Instant suspendedAt,
            Instant changedAt) {}

    private record Retention(String accountId, int days) {}

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Days by account id, of those that are known. */
    public Map<String, Integer> retentionDays(Collection<String> accountIds) {
        return jdbc
                .sql("SELECT account_id, retention_days FROM account_definition WHERE account_id = ANY (?)")
                .param(accountIds.toArray(String[]::new))
                .query((row, _) -> new Retention(row.getString(1), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Retention::accountId, Retention::days));
    }

    void put(Account account) {
        jdbc.sql("""
            INSERT INTO account_definition AS d
                (account_id, revision, tier, retention_days, suspended_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id) DO UPDATE SET revision = excluded.revision, tier = excluded.tier,
                retention_days = excluded.retention_days, suspended_at = excluded.suspended_at,
                changed_at = excluded.changed_at
            WHERE d.revision <= excluded.revision
            """)
                .params(account.accountId(), account.revision(), account.tier(), account.retentionDays())
                .param(SqlTime.ofNullable(account.suspendedAt()))
                .param(SqlTime.of(account.changedAt()))
                .update();
    }
}
