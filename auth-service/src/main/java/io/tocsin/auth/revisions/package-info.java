/** Changing only what one has seen: ETag and If-Match. */
@NullMarked
package io.tocsin.auth.revisions;

import org.jspecify.annotations.NullMarked;
