package io.tocsin.auth.keys;

import com.nimbusds.jose.jwk.JWK;
import java.time.Instant;

/**
 * A key with the instant from which it signs.
 *
 * @param jwk with its private part
 */
record SigningKey(JWK jwk, Instant activeFrom) {}
