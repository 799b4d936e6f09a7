/** Everything that is kept of a person or an account, to take away. */
@NullMarked
package io.tocsin.auth.exports;

import org.jspecify.annotations.NullMarked;
