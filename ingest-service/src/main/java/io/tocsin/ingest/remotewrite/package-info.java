/** Prometheus remote_write 1.0: snappy, protobuf, and its rules of what to repeat. */
@NullMarked
package io.tocsin.ingest.remotewrite;

import org.jspecify.annotations.NullMarked;
