package io.tocsin.query.definitions;

import io.tocsin.query.storage.SqlTime;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Plans of accounts, as far as they matter here. */
@Component
public class Accounts {
    /**
     * @param retentionDays how long raw history is kept and shown
     * @param deletedAt when it was deleted for good
     */
    public record Account(
            String accountId,
            long revision,
            String tier,
            int retentionDays,
            @Nullable Instant suspendedAt,
            @Nullable Instant deletedAt,
            Instant changedAt) {}

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By account id, those that are known. */
    public Map<String, Account> of(Collection<String> accountIds) {
        return jdbc
                .sql("SELECT * FROM account_definition WHERE account_id = ANY (?)")
                .param(accountIds.toArray(String[]::new))
                .query((row, _) -> new Account(
                        row.getString("account_id"),
                        row.getLong("revision"),
                        row.getString("tier"),
                        row.getInt("retention_days"),
                        SqlTime.readNullable(row, "suspended_at"),
                        SqlTime.readNullable(row, "deleted_at"),
                        SqlTime.read(row, "changed_at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Account::accountId, Function.identity()));
    }

    /** Those of them that were deleted for good. */
    public Set<String> deleted(Collection<String> accountIds) {
        return of(accountIds).values().stream()
                .filter(account -> account.deletedAt() != null)
                .map(Account::accountId)
                .collect(Collectors.toSet());
    }

    void put(Account account) {
        jdbc.sql("""
            INSERT INTO account_definition AS d
                (account_id, revision, tier, retention_days, suspended_at, deleted_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (account_id) DO UPDATE SET revision = excluded.revision, tier = excluded.tier,
                retention_days = excluded.retention_days, suspended_at = excluded.suspended_at,
                deleted_at = coalesce(d.deleted_at, excluded.deleted_at),
                changed_at = excluded.changed_at
            WHERE d.revision <= excluded.revision
            """)
                .params(account.accountId(), account.revision(), account.tier(), account.retentionDays())
                .param(SqlTime.ofNullable(account.suspendedAt()))
                .param(SqlTime.ofNullable(account.deletedAt()))
                .param(SqlTime.of(account.changedAt()))
                .update();
    }
}
