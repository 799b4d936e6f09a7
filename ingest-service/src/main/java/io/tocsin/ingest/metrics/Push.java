package io.tocsin.ingest.metrics;

import org.jspecify.annotations.Nullable;

/**
 * A batch as it was sent.
 *
 * @param collectorId null where the sender did not name one
 * @param batchId the same
 * @param timestamp time of samples that have none of their own, in milliseconds since the epoch; null for the time of
 *     arrival
 * @param server null where nothing was said of it
 * @param samples those that are well-formed; a time of {@link PushParser#NO_TIME} is still to be given
 * @param refusals those that are not
 * @param items how many there were
 */
record Push(
        @Nullable String collectorId,
        @Nullable String batchId,
        @Nullable Long timestamp,
        @Nullable Server server,
        Samples samples,
        Refusals refusals,
        int items) {
    /**
     * Facts about the server that the samples are about.
     *
     * @param cores logical processors
     */
    record Server(
            String hostname, @Nullable String os, @Nullable Integer cores) {}
}
