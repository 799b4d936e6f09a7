/** Which build answers. */
@NullMarked
package io.tocsin.gateway.version;

import org.jspecify.annotations.NullMarked;
