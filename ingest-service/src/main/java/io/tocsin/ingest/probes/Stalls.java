package io.tocsin.ingest.probes;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;

/** How long an event loop has been behind its work in all: it should come to a beat every tenth of a second. */
final class Stalls {
    private static final long BEAT_NANOS = 100_000_000;
    private static final FastThreadLocal<Stalls> HERE = new FastThreadLocal<>();

    private long nanos;
    private long lastBeat = System.nanoTime();

    /** Those of the loop that this is called on. */
    static Stalls of(EventLoop loop) {
        Stalls known = HERE.get();
        if (known != null) {
            return known;
        }
        Stalls stalls = new Stalls();
        HERE.set(stalls);
        loop.scheduleWithFixedDelay(stalls::beat, BEAT_NANOS, BEAT_NANOS, TimeUnit.NANOSECONDS);
        return stalls;
    }

    /** Nanoseconds since the loop began, the present stall included; only differences mean something. */
    long nanos() {
        return nanos + Math.max(0, System.nanoTime() - lastBeat - BEAT_NANOS);
    }

    private void beat() {
        nanos = nanos();
        lastBeat = System.nanoTime();
    }
}
