/** Which web pages may call: CORS, and the guard against forged requests. */
@NullMarked
package io.tocsin.gateway.origins;

import org.jspecify.annotations.NullMarked;
