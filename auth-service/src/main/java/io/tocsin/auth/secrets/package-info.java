/** Secrets that are made here, handed out once and kept as hashes. */
@NullMarked
package io.tocsin.auth.secrets;

import org.jspecify.annotations.NullMarked;
