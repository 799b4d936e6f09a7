/** Becoming a user, and proving to be one. */
@NullMarked
package io.tocsin.auth.signin;

import org.jspecify.annotations.NullMarked;
