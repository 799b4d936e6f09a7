/** Who belongs to an account, and with which role. */
@NullMarked
package io.tocsin.auth.members;

import org.jspecify.annotations.NullMarked;
