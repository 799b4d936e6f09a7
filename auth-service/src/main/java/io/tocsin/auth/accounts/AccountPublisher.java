package io.tocsin.auth.accounts;

import io.tocsin.auth.plans.Plan;
import io.tocsin.auth.plans.Plans;
import io.tocsin.events.AccountChanged;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells the other services what an account is and what its plan allows, so that they need not ask. */
@Component
class AccountPublisher {
    private final Plans plans;
    private final Outbox outbox;

    AccountPublisher(Plans plans, Outbox outbox) {
        this.plans = plans;
        this.outbox = outbox;
    }

    void changed(Account account, Instant now) {
        Plan plan = plans.of(account.tier().wireName());
        outbox.append(
                Topics.ACCOUNTS,
                account.id(),
                AccountChanged.newBuilder()
                        .setAccountId(account.id())
                        .setRevision(account.revision())
                        .setTier(plan.tier())
                        .setSuspendedAt(account.suspendedAt())
                        .setMaxMonitors(plan.maxMonitors())
                        .setMinIntervalSeconds(plan.minIntervalSeconds())
                        .setRequestsPerMinute(plan.requestsPerMinute())
                        .setRetentionDays(plan.retentionDays())
                        .setMaxWebhookEndpoints(plan.maxWebhookEndpoints())
                        .setMaxCollectors(plan.maxCollectors())
                        .setChangedAt(now)
                        .build());
    }
}
