/** What operators see and change of accounts and users. */
@NullMarked
package io.tocsin.auth.oversight;

import org.jspecify.annotations.NullMarked;
