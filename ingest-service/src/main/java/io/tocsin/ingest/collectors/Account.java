package io.tocsin.ingest.collectors;

import java.time.Duration;

/**
 * What ingest needs to know of an account.
 *
 * @param retentionDays how long raw samples are kept; 0 while nothing is known of the account
 * @param maxCollectors collectors that the plan allows; its allowance of samples and series is derived from it
 * @param served false for an account that is suspended or deleted
 */
public record Account(int retentionDays, int maxCollectors, boolean served) {
    private static final int SHORTEST_RETENTION_DAYS = 7;

    /** How old a sample may be; the shortest class while nothing is known of the account. */
    public Duration oldest() {
        return Duration.ofDays(retentionDays == 0 ? SHORTEST_RETENTION_DAYS : retentionDays);
    }
}
