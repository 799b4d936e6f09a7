package io.tocsin.query.webhooks;

import io.tocsin.events.AccountChanged;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Topics;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the plans of all accounts allow, from {@code accounts.v1}. */
@Component
class PlanTable {
    /** What a plan allows. */
    record Plan(int maxEndpoints, int maxMonitors, int maxCollectors, boolean deleted) {}

    private final CompactedTable<Plan> plans;

    PlanTable(CompactedTables tables) {
        plans = tables.of(
                Topics.ACCOUNTS,
                AccountChanged.class,
                account -> new Plan(
                        account.getMaxWebhookEndpoints(),
                        account.getMaxMonitors(),
                        account.getMaxCollectors(),
                        account.getDeletedAt() != null));
    }

    /** Null of an account that is not known yet. */
    @Nullable
    Plan of(String accountId) {
        return plans.get(accountId);
    }

    /**
     * An account that has not arrived yet is believed what its token says of its plan.
     *
     * @throws ApiException 401 when the account was deleted
     */
    int maxEndpoints(Caller caller) {
        Plan plan = plans.get(caller.accountId());
        if (plan == null) {
            return usual(caller.tier());
        }
        if (plan.deleted()) {
            throw new ApiException(ErrorCode.AUTH_003, "The account was deleted");
        }
        return plan.maxEndpoints();
    }

    private static int usual(String tier) {
        return switch (tier) {
            case "enterprise" -> 200;
            case "team" -> 50;
            case "solo" -> 10;
            default -> 2;
        };
    }
}
