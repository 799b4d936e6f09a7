package io.tocsin.query.intake;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a feature does with the records of its topic.
 *
 * @param <T> type of the event
 * @param <P> what the transaction works with
 */
public interface Reception<T, P> {
    Class<T> type();

    /** Whether a null value means something. */
    default boolean knowsTombstones() {
        return false;
    }

    /**
     * Whether records of several partitions may be stored in one transaction: only where what it locks is locked in one order
     * by everybody.
     */
    default boolean storesTogether() {
        return false;
    }

    /** One verdict a record, in their order; before the transaction. */
    List<Verdict> judge(List<Arrival<T>> arrivals);

    /** Whether all that was published up to now and records may wait for is known here. */
    default boolean knowsEverything() {
        return true;
    }

    /**
     * Gets ready what the transaction needs, in transactions of its own that do no harm if it fails.
     *
     * @param refused told of records that can never be stored, and why; they are left out
     */
    P prepare(List<Arrival<T>> taken, BiConsumer<Arrival<T>, String> refused);

    /**
     * Stores facts, moves state, queues consequences; inside the transaction that moves the offset. The same records
     * may have been stored before.
     */
    void store(P prepared);
}
