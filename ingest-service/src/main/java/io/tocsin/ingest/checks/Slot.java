package io.tocsin.ingest.checks;

import java.time.Instant;

/**
 * When a check is due; with the monitor and the location its identity.
 *
 * @param kind why it is due
 */
record Slot(Instant scheduledAt, Kind kind) {
    /** Why a check is due. */
    enum Kind {
        /** One of the schedule's. */
        REGULAR,
        /** The definition is new: its instant is the slot. */
        CHANGED,
        /** Somebody asked for it. */
        REQUESTED
    }
}
