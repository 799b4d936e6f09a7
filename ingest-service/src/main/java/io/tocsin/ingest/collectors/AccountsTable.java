package io.tocsin.ingest.collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.events.AccountChanged;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * What ingest needs of {@code accounts.v1}. An account that was made a moment ago may still be on its way: it is waited
 * for, once, and then believed from the token.
 */
@Component
public class AccountsTable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration IN_VAIN = Duration.ofMinutes(1);
    /** Collectors of each plan, for accounts that are known by their token alone. */
    private static final Map<String, Integer> COLLECTORS =
            Map.of("free", 2, "solo", 10, "team", 50, "premium", 50, "enterprise", 1000);

    private final CompactedTable<Account> accounts;
    private final Cache<String, Boolean> missed =
            Caffeine.newBuilder().expireAfterWrite(IN_VAIN).maximumSize(10_000).build();

    AccountsTable(CompactedTables tables) {
        this.accounts = tables.of(
                Topics.ACCOUNTS,
                AccountChanged.class,
                event -> new Account(
                        event.getRetentionDays(),
                        event.getMaxCollectors(),
                        event.getSuspendedAt() == null && event.getDeletedAt() == null));
    }

    /** Whether nothing is done for the account at present. One that nothing is known of is served. */
    public boolean isSuspended(String accountId) {
        Account known = accounts.get(accountId);
        return known != null && !known.served();
    }

    /**
     * The account; it waits up to 2 s for one that it has not heard of.
     *
     * @param tier plan that the token names, believed where there is nothing better
     */
    public Account of(String accountId, String tier) {
        Account known = accounts.get(accountId);
        if (known == null && missed.getIfPresent(accountId) == null) {
            known = accounts.await(accountId, PATIENCE);
            if (known == null) {
                missed.put(accountId, true);
            }
        }
        return known == null ? new Account(0, COLLECTORS.getOrDefault(tier, 2), true) : known;
    }
}
