/** Where a request comes from. */
@NullMarked
package io.tocsin.auth.addresses;

import org.jspecify.annotations.NullMarked;
