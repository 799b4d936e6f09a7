package io.tocsin.bench.checks;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** Knows the schedule of each monitor, so that it can say how late a request is. */
class Lateness {
    private static final int STEP_MICROS = 100;

    private final String[] ids;
    private final long[] phases;
    private final long intervalMillis;
    private final AtomicIntegerArray steps = new AtomicIntegerArray(300_000);
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicIntegerArray hits;

    Lateness(int monitors, int intervalSeconds) {
        intervalMillis = intervalSeconds * 1000L;
        hits = new AtomicIntegerArray(monitors);
        ids = new String[monitors];
        phases = new long[monitors];
        for (int i = 0; i < monitors; i++) {
            ids[i] = "mon_%032x".formatted(0x1_0000_0000L + i);
            phases[i] = Long.remainderUnsigned(mix(ids[i]), intervalMillis);
        }
    }

    String[] ids() {
        return ids;
    }

    void reset() {
        for (int i = 0; i < steps.length(); i++) {
            steps.set(i, 0);
        }
        for (int i = 0; i < hits.length(); i++) {
            hits.set(i, 0);
        }
        arrived.set(0);
    }

    long arrived() {
        return arrived.get();
    }

    /** A request for that monitor is here. */
    void arrived(int monitor) {
        Instant now = Instant.now();
        long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
        long late = Math.floorMod(micros - phases[monitor] * 1000, intervalMillis * 1000);
        steps.incrementAndGet((int) Math.min(steps.length() - 1, late / STEP_MICROS));
        hits.incrementAndGet(monitor);
        arrived.incrementAndGet();
    }

    Map<String, Object> figures(int seconds) {
        Map<String, Object> figures = new LinkedHashMap<>();
        long total = arrived.get();
        figures.put("checks_per_second", Math.round(total / (double) seconds));
        figures.put("lateness_p50_ms", quantile(total, 0.5));
        figures.put("lateness_p95_ms", quantile(total, 0.95));
        figures.put("lateness_p99_ms", quantile(total, 0.99));
        figures.put("lateness_p999_ms", quantile(total, 0.999));
        int least = (int) (seconds * 1000L / intervalMillis) - 1;
        int starved = 0;
        for (int i = 0; i < hits.length(); i++) {
            starved += hits.get(i) < least ? 1 : 0;
        }
        figures.put("monitors_with_gaps", starved);
        return figures;
    }

    private double quantile(long total, double share) {
        long seen = 0;
        for (int i = 0; i < steps.length(); i++) {
            seen += steps.get(i);
            if (seen >= total * share) {
                return i * STEP_MICROS / 1000.0;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The same function as the runner's: FNV-1a with the finalizer of MurmurHash3. */
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
