/** At most one launcher at a time. */
@NullMarked
package io.tocsin.local.lock;

import org.jspecify.annotations.NullMarked;
