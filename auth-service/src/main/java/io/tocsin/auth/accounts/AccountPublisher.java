package io.tocsin.auth.accounts;

import io.tocsin.auth.plans.Plan;
import io.tocsin.events.AccountChanged;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Tells the other services what an account is and what its plan allows, so that they need not ask. */
@Component
class AccountPublisher {
    private final Outbox outbox;

    AccountPublisher(Outbox outbox) {
        this.outbox = outbox;
    }

    void changed(Account account, Plan plan, Instant now) {
        outbox.append(
                Topics.ACCOUNTS,
                account.id(),
                AccountChanged.newBuilder()
                        .setAccountId(account.id())
                        .setRevision(account.revision())
                        .setName(account.deletedAt() == null ? account.name() : null)
                        .setTier(plan.tier())
                        .setSuspendedAt(account.suspendedAt())
                        .setDeletedAt(account.deletedAt())
                        .setMaxMonitors(plan.maxMonitors())
                        .setMinIntervalSeconds(plan.minIntervalSeconds())
                        .setRequestsPerMinute(plan.requestsPerMinute())
                        .setRetentionDays(plan.retentionDays())
                        .setMaxWebhookEndpoints(plan.maxWebhookEndpoints())
                        .setMaxCollectors(plan.maxCollectors())
                        .setMaxTunnels(plan.maxTunnels())
                        .setChangedAt(now)
                        .build());
    }

    /** Everybody has had time to clean up. */
    void forgotten(String accountId) {
        outbox.append(Topics.ACCOUNTS, accountId, null);
    }
}
