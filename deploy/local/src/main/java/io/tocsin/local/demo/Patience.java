package io.tocsin.local.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Repeats a step until the product is there for it. Steps look before they leap, because one whose answer got lost may
 * have been done.
 */
record Patience(Feed feed, InstantSource clock) {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    <T> T insist(Supplier<T> step) throws InterruptedException {
        var end = clock.instant().plus(LIMIT);
        while (true) {
            try {
                return step.get();
            } catch (UnavailableException e) {
                if (clock.instant().isAfter(end)) {
                    throw e;
                }
                feed.say("Waiting for the product: " + e.getMessage());
                Thread.sleep(e.pause());
            }
        }
    }
}
