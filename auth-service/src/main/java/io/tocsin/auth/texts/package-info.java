/** Texts that people write. */
@NullMarked
package io.tocsin.auth.texts;

import org.jspecify.annotations.NullMarked;
