package io.tocsin.monitor;

import static org.awaitility.Awaitility.await;

import io.tocsin.events.AccountChanged;
import io.tocsin.events.StatusDecided;
import io.tocsin.monitor.plans.Plan;
import io.tocsin.monitor.plans.PlanTable;
import io.tocsin.platform.testing.TopicWriter;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.test.context.TestComponent;

/** Publishes what other services publish. */
@TestComponent
public class Published {
    private final PlanTable plans;
    private final AtomicLong revisions = new AtomicLong();

    Published(PlanTable plans) {
        this.plans = plans;
    }

    /** An account whose plan allows that many monitors and collectors, checked no oftener than every 30 seconds. */
    public void account(String id, int maxMonitors, int maxCollectors) {
        account(on(id, "team", maxMonitors, 30).setMaxCollectors(maxCollectors));
    }

    /** An account on another plan. */
    public void plan(String id, String tier, int maxMonitors, int minIntervalSeconds) {
        account(on(id, tier, maxMonitors, minIntervalSeconds));
    }

    /** An account that was deleted for good. */
    public void deleted(String id) {
        account(on(id, "team", 5, 30).setDeletedAt(now()));
    }

    /** Returns once the service has heard of the account as it is now: a request waits for a new one, but not for long. */
    private void account(AccountChanged.Builder account) {
        TopicWriter.write(Topics.ACCOUNTS, account.getAccountId(), account.build());
        Plan plan = new Plan(
                account.getAccountId(),
                account.getTier(),
                account.getMaxMonitors(),
                account.getMinIntervalSeconds(),
                account.getMaxCollectors(),
                account.getDeletedAt() != null);
        await().until(() -> plan.equals(plans.known(plan.accountId())));
    }

    private AccountChanged.Builder on(String id, String tier, int maxMonitors, int minIntervalSeconds) {
        return AccountChanged.newBuilder()
                .setAccountId(id)
                .setRevision(revisions.incrementAndGet())
                .setTier(tier)
                .setMaxMonitors(maxMonitors)
                .setMinIntervalSeconds(minIntervalSeconds)
                .setRequestsPerMinute(1000)
                .setRetentionDays(30)
                .setMaxWebhookEndpoints(1)
                .setMaxCollectors(1)
                .setChangedAt(now());
    }

    /** What query-service decided of a monitor or collector. */
    public void status(String accountId, String subjectId, String kind, String status) {
        TopicWriter.write(
                Topics.STATUS,
                subjectId,
                StatusDecided.newBuilder()
                        .setSubjectId(subjectId)
                        .setAccountId(accountId)
                        .setKind(kind)
                        .setStatus(status)
                        .setSince(now())
                        .setLastObservedAt(now())
                        .setDecidedAt(now())
                        .build());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
