/** Which service answers a request, and the way there and back. */
@NullMarked
package io.tocsin.gateway.routing;

import org.jspecify.annotations.NullMarked;
