package io.tocsin.query.incidents;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A monitor as its observations have left it.
 *
 * @param since the observation that brought the condition about
 * @param appliedUntil the newest observation that was applied; older ones come too late
 */
record Tracked(Condition condition, Instant since, @Nullable Instant appliedUntil) {
    /** A monitor that was never observed. */
    static Tracked unobserved(Instant since) {
        return new Tracked(new Condition.Pending(0), since, null);
    }
}
