package io.tocsin.ingest.checks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The monitors of one partition while this runner holds it. Nothing is planned before the partition has been read to its
 * end, because what stands further ahead may be out of date. Used by one thread.
 */
final class Shard {
    private final Map<String, Monitor> unplanned = new HashMap<>();
    private final Map<String, HeldMonitor> held = new HashMap<>();
    private final AtomicInteger size;
    private final InstantSource clock;
    private final Duration catchUp;
    private final BiConsumer<HeldMonitor, Slot> plan;
    private boolean loaded;

    /** @param size counts the monitors of all shards */
    Shard(InstantSource clock, Duration catchUp, AtomicInteger size, BiConsumer<HeldMonitor, Slot> plan) {
        this.clock = clock;
        this.catchUp = catchUp;
        this.size = size;
        this.plan = plan;
    }

    boolean loaded() {
        return loaded;
    }

    /** Everything that stood in the partition has been read: its monitors are taken over. */
    void load() {
        loaded = true;
        unplanned.values().forEach(monitor -> hold(monitor, null));
        unplanned.clear();
    }

    /** A definition has arrived; an older one than is known is ignored. */
    void define(Monitor monitor) {
        if (!loaded) {
            Monitor known = unplanned.get(monitor.id());
            if (known == null || known.revision() <= monitor.revision()) {
                unplanned.put(monitor.id(), monitor);
            }
            return;
        }
        HeldMonitor known = held.get(monitor.id());
        if (known == null) {
            hold(monitor, null);
        } else if (known.monitor().revision() <= monitor.revision()) {
            known.release();
            size.decrementAndGet();
            hold(monitor, known.monitor());
        }
    }

    /** A monitor was deleted. */
    void remove(String id) {
        unplanned.remove(id);
        HeldMonitor gone = held.remove(id);
        if (gone != null) {
            gone.release();
            size.decrementAndGet();
        }
    }

    /** The partition belongs to another runner now. */
    void forget() {
        held.values().forEach(HeldMonitor::release);
        size.addAndGet(-held.size());
        held.clear();
        unplanned.clear();
    }

    private void hold(Monitor monitor, @Nullable Monitor before) {
        HeldMonitor next = new HeldMonitor(monitor);
        held.put(monitor.id(), next);
        size.incrementAndGet();
        Instant now = clock.instant();
        next.firstSlots(before, now, catchUp).forEach(slot -> plan.accept(next, slot));
    }
}
