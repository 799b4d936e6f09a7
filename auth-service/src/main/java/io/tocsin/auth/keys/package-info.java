/** The keys that sign tokens, and the tokens of people. */
@NullMarked
package io.tocsin.auth.keys;

import org.jspecify.annotations.NullMarked;
