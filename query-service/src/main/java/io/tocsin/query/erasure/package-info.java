/** Removes what is left of accounts that were deleted for good. */
@NullMarked
package io.tocsin.query.erasure;

import org.jspecify.annotations.NullMarked;
