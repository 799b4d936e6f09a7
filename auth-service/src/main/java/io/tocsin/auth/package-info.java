/** Who is calling: accounts, people, sessions, OAuth clients and the authorization server. */
@NullMarked
package io.tocsin.auth;

import org.jspecify.annotations.NullMarked;
