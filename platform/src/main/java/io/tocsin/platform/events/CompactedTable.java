package io.tocsin.platform.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The newest value of every key of a compacted topic, in memory, always following. It is complete once the service is
 * ready, and never asks anybody. An older revision of a key than the known one is ignored.
 *
 * @param <V> what a value is turned into
 */
public final class CompactedTable<V> {
    private final Object arrivals = new Object();
    private final Function<SpecificRecord, @Nullable V> reading;
    private volatile Map<String, V> rows = new ConcurrentHashMap<>();
    private Map<String, V> target = rows;
    private Map<String, Long> revisions = new HashMap<>();

    CompactedTable(Function<SpecificRecord, @Nullable V> reading) {
        this.reading = reading;
    }

    public @Nullable V get(String key) {
        return rows.get(key);
    }

    /** The value of the key, for which it waits where it has not arrived yet. */
    public @Nullable V await(String key, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (arrivals) {
            while (!rows.containsKey(key)) {
                long millis = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (millis <= 0) {
                    return null;
                }
                try {
                    arrivals.wait(millis);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return null;
                }
            }
            return rows.get(key);
        }
    }

    /** A live view of all values. */
    public Collection<V> values() {
        return Collections.unmodifiableCollection(rows.values());
    }

    void apply(String key, @Nullable SpecificRecord value) {
        if (value == null) {
            target.remove(key);
            revisions.remove(key);
            return;
        }
        long revision = revision(value);
        Long known = revisions.get(key);
        if (known != null && known > revision) {
            return; // sent again, or by somebody who was slow
        }
        V row = reading.apply(value);
        if (row != null) {
            revisions.put(key, revision);
            target.put(key, row);
            tellWhoWaits();
        } else if (known != null) {
            revisions.put(key, revision); // it was of interest once, and an older value of it may come again
            target.remove(key);
        }
    }

    /** From now on the topic is read from its beginning; until that is through, what was known before is shown. */
    void beginReading() {
        target = new ConcurrentHashMap<>();
        revisions = new HashMap<>();
    }

    void endReading() {
        rows = target;
        tellWhoWaits();
    }

    /** What tells an older value from a newer one; values of a topic without that are taken in their order. */
    private static long revision(SpecificRecord value) {
        Schema.Field revision = value.getSchema().getField("revision");
        if (revision != null && value.get(revision.pos()) instanceof Long number) {
            return number;
        }
        Schema.Field decided = value.getSchema().getField("decided_at");
        return decided != null && value.get(decided.pos()) instanceof Instant at ? at.toEpochMilli() : 0;
    }

    private void tellWhoWaits() {
        synchronized (arrivals) {
            arrivals.notifyAll();
        }
    }
}
