package io.tocsin.query.heartbeats;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A monitor that waits to be called, and when it last was. Pure.
 *
 * @param last the newest observation: a call, or a deadline that passed without one
 * @param came whether that was a call
 * @param changedAt when the monitor or its account last changed; the wait begins anew then, so that nothing is missed
 *     that was due under another period, in a pause or while the account was suspended
 * @param period how often a call is due
 * @param grace how late a call may be
 */
record Heartbeat(
        String monitorId,
        String accountId,
        Instant last,
        boolean came,
        Instant changedAt,
        Duration period,
        Duration grace) {
    /** One look finds no more than this; after an outage the next look goes on. */
    private static final int MOST = 20;

    /**
     * Deadlines that had passed at an instant, oldest first. A call is due one period and the grace after the last one;
     * once it is missed, every further period misses another. {@link Heartbeats} finds those that have missed one.
     */
    List<Instant> missed(Instant until) {
        Instant deadline = last.plus(period);
        if (came) {
            deadline = deadline.plus(grace);
        }
        if (changedAt.isAfter(last)) {
            deadline = changedAt.plus(period).plus(grace);
        }
        List<Instant> missed = new ArrayList<>();
        while (!deadline.isAfter(until) && missed.size() < MOST) {
            missed.add(deadline);
            deadline = deadline.plus(period);
        }
        return missed;
    }
}
