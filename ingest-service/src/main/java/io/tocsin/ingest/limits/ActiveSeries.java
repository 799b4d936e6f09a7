package io.tocsin.ingest.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The series that an account has sent lately: those of the running period and of the one before it. A series that is among
 * them may always go on; a new one only while there is room.
 */
final class ActiveSeries {
    private final AtomicLong tracked;
    private Fingerprints current = new Fingerprints();
    private Fingerprints previous = new Fingerprints();
    private long period;

    /** @param tracked fingerprints remembered for all accounts together */
    ActiveSeries(AtomicLong tracked, long period) {
        this.tracked = tracked;
        this.period = period;
    }

    /** @return for each whether it may be sent */
    synchronized boolean[] admit(long[] fingerprints, long limit, long most, long now) {
        turn(now);
        boolean[] admitted = new boolean[fingerprints.length];
        for (int i = 0; i < admitted.length; i++) {
            admitted[i] = admit(fingerprints[i], limit, most);
        }
        return admitted;
    }

    synchronized void forget() {
        tracked.addAndGet(-(current.size() + previous.size()));
        current = new Fingerprints();
        previous = new Fingerprints();
    }

    private boolean admit(long fingerprint, long limit, long most) {
        if (current.contains(fingerprint)) {
            return true;
        }
        boolean known = previous.contains(fingerprint);
        // what stands in both is counted once too often, which only a shrinking allowance would notice
        if (!known && Math.max(current.size(), previous.size()) >= limit) {
            return false;
        }
        if (tracked.get() < most && current.add(fingerprint)) {
            tracked.incrementAndGet();
        }
        return true;
    }

    private void turn(long now) {
        if (now == period) {
            return;
        }
        tracked.addAndGet(-previous.size());
        previous = current;
        if (now != period + 1) {
            tracked.addAndGet(-previous.size());
            previous = new Fingerprints();
        }
        current = new Fingerprints();
        period = now;
    }
}
