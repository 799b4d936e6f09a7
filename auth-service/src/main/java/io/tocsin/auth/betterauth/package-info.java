/** The door that speaks better-auth. */
@NullMarked
package io.tocsin.auth.betterauth;

import org.jspecify.annotations.NullMarked;
