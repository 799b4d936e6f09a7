/** OpenTelemetry's metrics over HTTP, in protobuf or JSON. */
@NullMarked
package io.tocsin.ingest.otlp;

import org.jspecify.annotations.NullMarked;
