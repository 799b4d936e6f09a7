package io.tocsin.ingest.collectors;

import io.tocsin.events.AccountChanged;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What ingest needs of {@code accounts.v1}: how old a sample may be. */
@Component
public class AccountsTable {
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(7);

    private final CompactedTable<Duration> retention;

    AccountsTable(CompactedTables tables) {
        this.retention =
                tables.of(Topics.ACCOUNTS, AccountChanged.class, event -> Duration.ofDays(event.getRetentionDays()));
    }

    /** How long raw samples of the account are kept; the shortest class while nothing is known of the account. */
    public Duration retention(String accountId) {
        Duration known = retention.get(accountId);
        return known == null ? SHORTEST_RETENTION : known;
    }
}
