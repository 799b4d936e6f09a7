package io.tocsin.query.deliveries;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much one endpoint may have under way: little until it has answered, ever more while it does, one try at a time
 * once it fails, and none for a while after several failures in a row or when it asks for a pause. Times are those of
 * {@code System.nanoTime()}.
 */
final class Window {
    private static final int FIRST = 2;
    private static final int BREAKING = 5;
    private static final Duration BREAK = Duration.ofSeconds(30);

    private final long revision;
    private final int most;
    private int size = FIRST;
    private int underWay;
    private int failures;
    private boolean proven;
    private @Nullable Long closedUntil;
    private @Nullable Integer rate;
    private double tokens;
    private @Nullable Long refilled;

    /** @param revision of the endpoint: one that was changed starts anew */
    Window(long revision, int most) {
        this.revision = revision;
        this.most = most;
    }

    long revision() {
        return revision;
    }

    /** Whether its last answer was a good one. */
    synchronized boolean proven() {
        return proven;
    }

    /** Whether nothing is known of it that would be missed. */
    synchronized boolean idle() {
        return underWay == 0 && closedUntil == null;
    }

    /** Whether it may have to wait because of what it was sent within the last second. */
    synchronized boolean limited(long now) {
        return rate != null && refilled(now, rate) < rate;
    }

    /** How many more may begin now. */
    synchronized int room(long now) {
        if (closedUntil != null) {
            if (now - closedUntil < 0) {
                return 0;
            }
            closedUntil = null;
        }
        int free = Math.max(0, size - underWay);
        return rate == null ? free : Math.min(free, (int) refilled(now, rate));
    }

    private double refilled(long now, int mostASecond) {
        double elapsed = refilled == null ? 0 : (now - refilled) / 1e9;
        tokens = Math.min(mostASecond, tokens + elapsed * mostASecond);
        refilled = now;
        return tokens;
    }

    /** @param mostASecond null without a limit */
    synchronized void begun(@Nullable Integer mostASecond) {
        underWay++;
        if (mostASecond != null && rate == null) {
            tokens = mostASecond;
        }
        rate = mostASecond;
        tokens--;
    }

    synchronized void delivered() {
        underWay--;
        failures = 0;
        proven = true;
        size = Math.min(most, size + 2);
    }

    /** @param asked the pause that it asked for */
    synchronized void failed(@Nullable Duration asked, long now) {
        underWay--;
        failures++;
        proven = false;
        size = 1;
        if (asked != null) {
            closedUntil = now + asked.toNanos();
        } else if (failures >= BREAKING) {
            closedUntil = now + BREAK.toNanos();
        }
    }

    /** It never got to the endpoint. */
    synchronized void notTried() {
        underWay--;
    }
}
