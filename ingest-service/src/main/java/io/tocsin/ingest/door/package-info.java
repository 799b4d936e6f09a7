/** The collectors' door: mutual TLS that ends here, and tokens that are worth something only with their certificate. */
@NullMarked
package io.tocsin.ingest.door;

import org.jspecify.annotations.NullMarked;
