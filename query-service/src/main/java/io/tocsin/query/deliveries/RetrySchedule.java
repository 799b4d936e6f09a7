package io.tocsin.query.deliveries;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to try again. Pure.
 *
 * @param delays before each try, the first included; after the last there is none
 */
record RetrySchedule(List<Duration> delays) {
    private static final double JITTER = 0.2;

    RetrySchedule {
        delays = List.copyOf(delays);
        if (delays.isEmpty() || delays.stream().anyMatch(Duration::isNegative)) {
            throw new IllegalArgumentException("A schedule has at least one delay, and none is negative");
        }
    }

    /**
     * How long to wait after a failure, give or take 20 %.
     *
     * @param tries how many there have been
     * @param asked what the receiver asked for; never shortened
     * @return null once there is no further try
     */
    @Nullable
    Duration after(int tries, @Nullable Duration asked, RandomGenerator random) {
        if (tries >= delays.size()) {
            return null;
        }
        Duration delay = delays.get(tries);
        double factor = 1 - JITTER + 2 * JITTER * random.nextDouble();
        Duration jittered = Duration.ofMillis((long) (delay.toMillis() * factor));
        return asked == null || asked.compareTo(jittered) <= 0 ? jittered : asked;
    }
}
