package io.tocsin.monitor.plans;

import io.tocsin.events.AccountChanged;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The plans of all accounts, from {@code accounts.v1}. */
@Component
public class PlanTable {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final CompactedTable<Plan> plans;

    PlanTable(CompactedTables tables) {
        plans = tables.of(Topics.ACCOUNTS, AccountChanged.class, PlanTable::planOf);
    }

    /**
     * The plan of an account. Waits up to two seconds for an account that was made a moment ago: call it outside of a
     * transaction.
     *
     * @throws ApiException 503 when the account has not arrived by then, 401 when it was deleted
     */
    public Plan of(String accountId) {
        Plan plan = plans.await(accountId, PATIENCE);
        if (plan == null) {
            throw new ApiException(ErrorCode.INTERNAL_002, "The plan of the account is not known here yet")
                    .retryAfter(PATIENCE);
        }
        if (plan.deleted()) {
            throw new ApiException(ErrorCode.AUTH_003, "The account was deleted");
        }
        return plan;
    }

    /** The plan of an account, where it is known by now. */
    public @Nullable Plan known(String accountId) {
        return plans.get(accountId);
    }

    /** Accounts that were deleted for good. */
    public List<String> deleted() {
        return plans.values().stream()
                .filter(Plan::deleted)
                .map(Plan::accountId)
                .toList();
    }

    private static Plan planOf(AccountChanged account) {
        return new Plan(
                account.getAccountId(),
                account.getTier(),
                account.getMaxMonitors(),
                account.getMinIntervalSeconds(),
                account.getMaxCollectors(),
                account.getDeletedAt() != null);
    }
}
