/** Places in an account that wait for somebody. */
@NullMarked
package io.tocsin.auth.invitations;

import org.jspecify.annotations.NullMarked;
