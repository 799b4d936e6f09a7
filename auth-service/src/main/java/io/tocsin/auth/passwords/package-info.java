/** How passwords are kept and compared. */
@NullMarked
package io.tocsin.auth.passwords;

import org.jspecify.annotations.NullMarked;
