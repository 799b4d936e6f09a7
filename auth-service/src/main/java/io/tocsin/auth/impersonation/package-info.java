/** Operators who act as somebody else for a while. */
@NullMarked
package io.tocsin.auth.impersonation;

import org.jspecify.annotations.NullMarked;
