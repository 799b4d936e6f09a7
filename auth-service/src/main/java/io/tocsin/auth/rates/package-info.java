/** How often one network may knock at the doors. */
@NullMarked
package io.tocsin.auth.rates;

import org.jspecify.annotations.NullMarked;
