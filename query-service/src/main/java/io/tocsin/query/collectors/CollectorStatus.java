package io.tocsin.query.collectors;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Whether a collector pushes as it should. */
enum CollectorStatus {
    ONLINE,
    LATE,
    OFFLINE;

    /** Late after two intervals and a little, offline after six and at least two minutes; {@link CollectorStates} too. */
    static CollectorStatus of(Instant lastSeen, Instant now, int intervalSeconds) {
        Duration silence = Duration.between(lastSeen, now);
        if (silence.compareTo(Duration.ofSeconds(Math.max(120, 6L * intervalSeconds))) > 0) {
            return OFFLINE;
        }
        return silence.compareTo(Duration.ofSeconds(2L * intervalSeconds + 10)) > 0 ? LATE : ONLINE;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
