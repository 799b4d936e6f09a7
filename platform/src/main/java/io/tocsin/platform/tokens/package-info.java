/** Who is calling: access tokens validated in every service, authorization by the route table. */
@NullMarked
package io.tocsin.platform.tokens;

import org.jspecify.annotations.NullMarked;
