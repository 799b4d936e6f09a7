/** The product's own protocol: JSON batches of collectors, and the schema that describes them. */
@NullMarked
package io.tocsin.ingest.push;

import org.jspecify.annotations.NullMarked;
