package io.tocsin.ingest.collectors;

import io.tocsin.events.AccountChanged;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What ingest needs of {@code accounts.v1}: how old a sample may be, and who is served at all. */
@Component
public class AccountsTable {
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(7);

    /** @param served false for an account that is suspended or deleted */
    private record Account(Duration retention, boolean served) {
        static Account of(AccountChanged event) {
            return new Account(
                    Duration.ofDays(event.getRetentionDays()),
                    event.getSuspendedAt() == null && event.getDeletedAt() == null);
        }
    }

    private final CompactedTable<Account> accounts;

    AccountsTable(CompactedTables tables) {
        this.accounts = tables.of(Topics.ACCOUNTS, AccountChanged.class, Account::of);
    }

    /** How long raw samples of the account are kept; the shortest class while nothing is known of the account. */
    public Duration retention(String accountId) {
        Account known = accounts.get(accountId);
        return known == null ? SHORTEST_RETENTION : known.retention();
    }

    /** Whether nothing is done for the account at present. One that nothing is known of is served. */
    public boolean isSuspended(String accountId) {
        Account known = accounts.get(accountId);
        return known != null && !known.served();
    }
}
