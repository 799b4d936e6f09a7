/** Protocol Buffers as they stand on the wire, read in place. */
@NullMarked
package io.tocsin.ingest.protobuf;

import org.jspecify.annotations.NullMarked;
