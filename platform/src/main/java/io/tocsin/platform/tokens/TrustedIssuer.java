package io.tocsin.platform.tokens;

import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * An issuer whose tokens are believed, and how they are verified. A service that trusts more than the product's own
 * authorization server adds a bean of this type.
 *
 * @param issuer value of the {@code iss} claim, compared as a whole
 * @param decoder verifies signature, type, audience and times; throws what {@link JwtDecoder} throws
 */
public record TrustedIssuer(String issuer, JwtDecoder decoder) {}
