/** The OAuth 2.0 authorization server. */
@NullMarked
package io.tocsin.auth.authorization;

import org.jspecify.annotations.NullMarked;
