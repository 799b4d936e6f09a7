package io.tocsin.local.product;

import java.time.Duration;

/** How long to wait before a part that died is started again: longer each time, from the start after a calm minute. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofMinutes(1);

    private Duration next = FIRST;

    /** @param lived how long the part had been running before it died */
    Duration afterLife(Duration lived) {
        if (lived.compareTo(CALM) >= 0) {
            next = FIRST;
        }
        var pause = next;
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return pause;
    }
}
