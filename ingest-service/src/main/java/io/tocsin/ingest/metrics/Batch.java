package io.tocsin.ingest.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published, whatever the way in.
 *
 * @param accountId owner of the source
 * @param retentionDays retention class of that account; 0 where it is not known
 * @param sourceId collector, or OAuth client for the standard protocols
 * @param batchId named by the sender, or made here
 * @param protocol push, remote_write, otlp or collectd
 * @param receivedAt milliseconds since the epoch
 * @param instance the server that the samples are about
 */
record Batch(
        String accountId,
        int retentionDays,
        String sourceId,
        String batchId,
        String protocol,
        long receivedAt,
        String instance,
        @Nullable Facts facts,
        List<SampleGroup> groups) {}
