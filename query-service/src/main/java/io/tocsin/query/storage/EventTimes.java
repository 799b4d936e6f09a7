package io.tocsin.query.storage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Which times events may have: a sender with a wrong clock must not make partitions far away. */
@Component
public class EventTimes {
    private static final Duration AHEAD = Duration.ofMinutes(15);

    private final InstantSource clock;

    EventTimes(InstantSource clock) {
        this.clock = clock;
    }

    /** Further from now than the doors take (ten minutes), with room for clocks that differ. */
    public boolean inTheFuture(Instant time) {
        return time.isAfter(clock.instant().plus(AHEAD));
    }

    /** So old that it would be dropped at once. */
    public boolean expired(Instant time, int retentionDays) {
        return time.isBefore(clock.instant().minus(Duration.ofDays(retentionDays)));
    }
}
