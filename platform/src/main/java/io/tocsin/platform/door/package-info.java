/** The collectors' door: mutual TLS that ends in the service, trusting authorities that may change while it is open. */
@NullMarked
package io.tocsin.platform.door;

import org.jspecify.annotations.NullMarked;
