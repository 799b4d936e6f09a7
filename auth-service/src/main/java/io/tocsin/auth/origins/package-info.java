/** Which web pages are trusted to send requests. */
@NullMarked
package io.tocsin.auth.origins;

import org.jspecify.annotations.NullMarked;
