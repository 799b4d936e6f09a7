/** The door for people's scripts: access tokens and refresh tokens as JSON. */
@NullMarked
package io.tocsin.auth.logins;

import org.jspecify.annotations.NullMarked;
