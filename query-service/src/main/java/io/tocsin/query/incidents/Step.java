package io.tocsin.query.incidents;

/**
 * What one observation does.
 *
 * @param after how it leaves the monitor
 * @param move what becomes of incidents
 */
record Step(Tracked after, Move move) {
    /** What an observation does to incidents. */
    enum Move {
        NONE,
        OPEN,
        RESOLVE
    }
}
