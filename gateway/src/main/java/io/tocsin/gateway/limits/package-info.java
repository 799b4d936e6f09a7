/** How often one address and one principal may ask. */
@NullMarked
package io.tocsin.gateway.limits;

import org.jspecify.annotations.NullMarked;
