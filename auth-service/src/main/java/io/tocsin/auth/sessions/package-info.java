/** The one session behind every door that a person comes through. */
@NullMarked
package io.tocsin.auth.sessions;

import org.jspecify.annotations.NullMarked;
