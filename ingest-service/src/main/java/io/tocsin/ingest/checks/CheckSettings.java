package io.tocsin.ingest.checks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How checks are run.
 *
 * @param enabled whether this instance runs checks; false where it only takes metrics
 * @param location where the runner stands; part of a check's identity
 * @param concurrency most checks that are under way at once; others wait, and are late
 * @param accountShare most of them of one account
 * @param catchUp how late a regular check may start; an older slot stays unknown
 * @param backlog most results that are kept while Kafka is away; the oldest go first
 */
@ConfigurationProperties("tocsin.checks")
record CheckSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("local") String location,
        @DefaultValue("8000") int concurrency,
        @DefaultValue("2000") int accountShare,
        @DefaultValue("10s") Duration catchUp,
        @DefaultValue("50000") int backlog) {
    CheckSettings {
        if (location.isBlank() || location.length() > 64) {
            throw new IllegalArgumentException("tocsin.checks.location is 1 to 64 characters");
        }
        if (concurrency < 1 || accountShare < 1 || backlog < 1 || catchUp.isNegative()) {
            throw new IllegalArgumentException("tocsin.checks: concurrency, account-share and backlog are at least 1,"
                    + " catch-up is not negative");
        }
    }
}
