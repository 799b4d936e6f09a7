package io.tocsin.query.deliveries;

import io.tocsin.query.deliveries.Outcome.Delivered;
import io.tocsin.query.deliveries.Outcome.Gone;
import io.tocsin.query.deliveries.Outcome.NotTried;
import io.tocsin.query.deliveries.Outcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a delivery after a try. Pure.
 *
 * @param status pending, delivered, exhausted or cancelled
 * @param tries how many count
 * @param nextAt when to try again, if pending
 * @param counts whether it was a try at all
 */
record Verdict(String status, @Nullable String reason, int tries, Instant nextAt, boolean counts) {
    private static final Duration OUR_FAULT = Duration.ofSeconds(5);

    static Verdict of(Tried tried, RetrySchedule schedule, Instant now, RandomGenerator random) {
        int tries = tried.delivery().tries() + 1;
        return switch (tried.outcome()) {
            case Delivered _ -> new Verdict("delivered", null, tries, now, true);
            case Gone _ -> new Verdict("cancelled", "It answered 410: it wants no more", tries, now, true);
            case NotTried _ -> new Verdict("pending", null, tries - 1, now.plus(OUR_FAULT), false);
            case Refused refused -> {
                Duration delay = schedule.after(tries, refused.retryAfter(), random);
                yield delay == null
                        ? new Verdict("exhausted", refused.why(), tries, now, true)
                        : new Verdict("pending", refused.why(), tries, now.plus(delay), true);
            }
        };
    }

    boolean over() {
        return !status.equals("pending");
    }
}
