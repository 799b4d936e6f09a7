/** Secrets that are made on first start and stay on this machine. */
@NullMarked
package io.tocsin.local.secrets;

import org.jspecify.annotations.NullMarked;
