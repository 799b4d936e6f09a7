/** Leaving for good: asked for, taken back, or done after a grace. */
@NullMarked
package io.tocsin.auth.deletion;

import org.jspecify.annotations.NullMarked;
