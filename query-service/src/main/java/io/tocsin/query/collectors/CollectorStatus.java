package io.tocsin.query.collectors;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Whether a collector pushes as it should. */
enum CollectorStatus {
    ONLINE,
    LATE,
    OFFLINE;

    /** Late after two intervals and a little, offline after six and at least two minutes. */
    static CollectorStatus of(Instant lastSeen, Instant now, int intervalSeconds) {
        Duration silence = Duration.between(lastSeen, now);
        if (silence.toSeconds() > Math.max(120, 6L * intervalSeconds)) {
            return OFFLINE;
        }
        return silence.toSeconds() > 2L * intervalSeconds + 10 ? LATE : ONLINE;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
