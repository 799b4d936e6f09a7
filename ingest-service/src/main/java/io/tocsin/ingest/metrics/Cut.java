package io.tocsin.ingest.metrics;

/** Where a row of more series than a group may have is cut. */
enum Cut {
    /** After 64 series: the fewest rows. It suits senders whose batches always hold the same series. */
    BY_SIZE,
    /**
     * After 64 series too, and before names whose hash says so, one in eight: so that a series that is missing, or a batch
     * that begins elsewhere, changes the group where that happens and no other. Otherwise each batch of a sender that cuts
     * its stream anywhere would be a new set of series to storage.
     */
    BY_NAME;

    private static final int EVERY = 8;

    boolean before(Series next, Series last) {
        if (this == BY_SIZE || next.name().equals(last.name())) {
            return false;
        }
        int hash = next.name().hashCode();
        return ((hash ^ hash >>> 16) & EVERY - 1) == 0;
    }
}
