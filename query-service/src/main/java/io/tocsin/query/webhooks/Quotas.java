package io.tocsin.query.webhooks;

import io.tocsin.query.definitions.CollectorDefinition;
import io.tocsin.query.definitions.CollectorFollower;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells subscribers once a day that their plan allows no more of something, in the transaction that took the last. */
@Component
class Quotas implements CollectorFollower {
    private static final Duration HISTORY = Duration.ofHours(1);

    private final PlanTable plans;
    private final Announcements announcements;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Quotas(PlanTable plans, Announcements announcements, JdbcClient jdbc, InstantSource clock) {
        this.plans = plans;
        this.announcements = announcements;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void monitorAdded(String accountId, Instant at) {
        PlanTable.Plan plan = plans.of(accountId);
        if (plan != null && isNews(at)) {
            compare(accountId, "monitors", plan.maxMonitors(), """
                SELECT count(*) FROM monitor_definition WHERE account_id = ? AND deleted_at IS NULL
                """);
        }
    }

    @Override
    public void collectorDefined(@Nullable CollectorDefinition before, CollectorDefinition after) {
        PlanTable.Plan plan = plans.of(after.accountId());
        if (before == null && plan != null && after.revokedAt() == null && isNews(after.changedAt())) {
            compare(after.accountId(), "collectors", plan.maxCollectors(), """
                SELECT count(*) FROM collector_definition
                WHERE account_id = ? AND revoked_at IS NULL AND deleted_at IS NULL
                """);
        }
    }

    void endpointWanted(String accountId, int limit) {
        compare(
                accountId,
                "webhook_endpoints",
                limit,
                "SELECT coalesce(sum(endpoints), 0) FROM webhook_quota WHERE account_id = ?");
    }

    /** What is read again says nothing of now. */
    private boolean isNews(Instant at) {
        return at.isAfter(clock.instant().minus(HISTORY));
    }

    private void compare(String accountId, String quota, int limit, String counting) {
        if (jdbc.sql(counting).param(accountId).query(Long.class).single() >= limit) {
            reached(accountId, quota, limit);
        }
    }

    private void reached(String accountId, String quota, int limit) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        announcements.announce(News.of(accountId, EventType.QUOTA_REACHED, now)
                .with("quota", quota)
                .with("limit", limit)
                .about(accountId, "%s of %s".formatted(quota, now.truncatedTo(ChronoUnit.DAYS))));
    }
}
