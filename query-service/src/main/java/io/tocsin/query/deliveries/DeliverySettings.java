package io.tocsin.query.deliveries;

import io.tocsin.platform.scheduling.Rest;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How webhooks are sent.
 *
 * @param schedule delays before each try, the first included
 * @param deadline for one try, from the name's resolution to the last byte of the answer
 * @param lease how long a try may be under way before another instance makes it; more than the deadline
 * @param poll how often to look without being woken
 * @param atOnce tries under way at once, for endpoints that answer and as many again for those that don't
 * @param perEndpoint tries under way at once for one endpoint that answers
 * @param disableAfter for how long an endpoint may fail before it is disabled
 * @param replayAtOnce how much history may wait for one endpoint at a time
 * @param look rest between two looks for deliveries that are missing or overdue
 */
@ConfigurationProperties("tocsin.deliveries")
record DeliverySettings(
        @DefaultValue({"0s", "5s", "5m", "30m", "2h", "5h", "10h", "10h"})
        List<Duration> schedule,

        @DefaultValue("15s") Duration deadline,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("2048") int atOnce,
        @DefaultValue("128") int perEndpoint,
        @DefaultValue("5d") Duration disableAfter,
        @DefaultValue("50") int replayAtOnce,
        @DefaultValue("30s") Duration look) {
    DeliverySettings {
        schedule = new RetrySchedule(schedule).delays();
        if (!deadline.isPositive() || lease.compareTo(deadline) <= 0) {
            throw new IllegalArgumentException("tocsin.deliveries.lease is longer than deadline, which is positive");
        }
        if (atOnce < 1 || perEndpoint < 1 || replayAtOnce < 1 || !poll.isPositive()) {
            throw new IllegalArgumentException(
                    "tocsin.deliveries.at-once, per-endpoint, replay-at-once and poll are positive");
        }
        Rest.check("tocsin.deliveries.look", look);
    }
}
