package io.tocsin.gateway.limits;

import io.tocsin.events.AccountChanged;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.Topics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Requests per minute of each account's plan, as {@code accounts.v1} tells. */
@Component
class AccountsTable {
    private final CompactedTable<Integer> requestsPerMinute;

    AccountsTable(CompactedTables tables) {
        this.requestsPerMinute = tables.of(Topics.ACCOUNTS, AccountChanged.class, AccountChanged::getRequestsPerMinute);
    }

    /** Null where the account has not been heard of yet. */
    @Nullable
    Integer requestsPerMinute(String accountId) {
        return requestsPerMinute.get(accountId);
    }
}
