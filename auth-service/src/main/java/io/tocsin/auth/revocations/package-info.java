/** Telling every service what is worthless from now on. */
@NullMarked
package io.tocsin.auth.revocations;

import org.jspecify.annotations.NullMarked;
