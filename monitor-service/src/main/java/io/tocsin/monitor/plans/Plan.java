package io.tocsin.monitor.plans;

import org.jspecify.annotations.Nullable;

/**
 * What an account may do here, as auth-service last published it.
 *
 * @param tier free, solo, team or enterprise
 * @param maxMonitors monitors at most
 * @param minIntervalSeconds shortest time between two checks
 * @param maxCollectors collectors at most
 * @param deleted whether the account was deleted for good
 */
public record Plan(
        String accountId, String tier, int maxMonitors, int minIntervalSeconds, int maxCollectors, boolean deleted) {
    /** Why there can be no more of something; a smaller plan takes nothing away. */
    public String refusal(String what, int limit) {
        return "The plan %s allows %d %s; what is there already stays, more can't be added"
                .formatted(tier, limit, what);
    }

    /** What there is to say of an interval that was ordered under a larger plan; null where the plan allows it. */
    public @Nullable String noticeOf(int intervalSeconds) {
        return intervalSeconds >= minIntervalSeconds
                ? null
                : "The plan %s allows no interval below %d s; this one is kept until it is changed"
                        .formatted(tier, minIntervalSeconds);
    }
}
