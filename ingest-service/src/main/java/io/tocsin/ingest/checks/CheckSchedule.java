package io.tocsin.ingest.checks;

import java.time.Duration;
import java.time.Instant;

/**
 * The slots of a monitor: every interval, moved by a phase that follows from the monitor's id, so that monitors of one
 * interval spread evenly over it. Every runner computes the same slots, whatever it has run before: that is what makes a
 * slot an identity.
 *
 * @param intervalMillis between two slots
 * @param phaseMillis from 0 to below the interval
 */
record CheckSchedule(long intervalMillis, long phaseMillis) {

    static CheckSchedule of(String monitorId, Duration interval) {
        long millis = interval.toMillis();
        return new CheckSchedule(millis, Long.remainderUnsigned(mix(monitorId), millis));
    }

    /** The newest slot that is not after the instant. */
    Instant atOrBefore(Instant instant) {
        long number = Math.floorDiv(instant.toEpochMilli() - phaseMillis, intervalMillis);
        return Instant.ofEpochMilli(number * intervalMillis + phaseMillis);
    }

    /** The first slot after the instant. */
    Instant after(Instant instant) {
        return atOrBefore(instant).plusMillis(intervalMillis);
    }

    /** FNV-1a with the finalizer of MurmurHash3: ids differ in few digits, phases must not. */
    private static long mix(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
