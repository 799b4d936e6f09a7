package io.tocsin.ingest.metrics;

import org.jspecify.annotations.Nullable;

/**
 * What a sender says of the server that its samples are about.
 *
 * @param cores logical processors
 */
public record Facts(
        String hostname, @Nullable String os, @Nullable Integer cores) {}
