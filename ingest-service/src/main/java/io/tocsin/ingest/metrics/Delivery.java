package io.tocsin.ingest.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a request, whatever the protocol.
 *
 * @param protocol push, remote_write, otlp or collectd
 * @param batchId named by the sender; null where the protocol has none
 * @param parcels what is well-formed; a time of {@link Samples#NO_TIME} becomes the delivery's
 * @param refusals what is not
 * @param items how many samples there were in all
 * @param timestamp time of samples that have none of their own, in milliseconds since the epoch; null for that of arrival
 */
public record Delivery(
        String protocol,
        @Nullable String batchId,
        List<Parcel> parcels,
        Refusals refusals,
        int items,
        @Nullable Long timestamp) {}
