package io.tocsin.ingest.push;

import io.tocsin.ingest.metrics.Facts;
import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.metrics.Samples;
import org.jspecify.annotations.Nullable;

/**
 * A batch as it was sent.
 *
 * @param collectorId null where the sender did not name one
 * @param batchId the same
 * @param timestamp time of samples that have none of their own, in milliseconds since the epoch; null for the time of
 *     arrival
 * @param facts null where nothing was said of the server
 * @param samples those that are well-formed; a time of {@link Samples#NO_TIME} is still to be given
 * @param refusals those that are not
 * @param items how many there were
 */
record Push(
        @Nullable String collectorId,
        @Nullable String batchId,
        @Nullable Long timestamp,
        @Nullable Facts facts,
        Samples samples,
        Refusals refusals,
        int items) {}
