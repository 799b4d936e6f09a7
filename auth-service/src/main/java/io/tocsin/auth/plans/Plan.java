package io.tocsin.auth.plans;

/**
 * What an account of a tier may use.
 *
 * @param tier free, solo, team or enterprise
 * @param minIntervalSeconds shortest time between two checks of a monitor
 * @param requestsPerMinute API requests per principal
 * @param retentionDays how long raw history stays
 */
public record Plan(
        String tier,
        int maxMonitors,
        int minIntervalSeconds,
        int requestsPerMinute,
        int retentionDays,
        int maxWebhookEndpoints,
        int maxCollectors,
        int maxTunnels) {

    /** The same with another shortest interval. */
    public Plan withMinInterval(int seconds) {
        return new Plan(
                tier,
                maxMonitors,
                seconds,
                requestsPerMinute,
                retentionDays,
                maxWebhookEndpoints,
                maxCollectors,
                maxTunnels);
    }
}
