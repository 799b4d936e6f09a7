/** Samples in: read as a stream, held in bounds, acknowledged once Kafka has them. */
@NullMarked
package io.tocsin.ingest.metrics;

import org.jspecify.annotations.NullMarked;
