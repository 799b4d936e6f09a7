/** The people of an account. */
@NullMarked
package io.tocsin.auth.people;

import org.jspecify.annotations.NullMarked;
