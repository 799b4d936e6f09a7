/** People of another issuer that the operator trusts, linked by themselves and never by e-mail address. */
@NullMarked
package io.tocsin.auth.identities;

import org.jspecify.annotations.NullMarked;
