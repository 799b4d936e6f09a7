package io.tocsin.ingest.metrics;

import org.jspecify.annotations.Nullable;

/**
 * The samples of a delivery that are about one server.
 *
 * @param instance what the sender calls the server
 */
public record Parcel(String instance, @Nullable Facts facts, Samples samples) {}
