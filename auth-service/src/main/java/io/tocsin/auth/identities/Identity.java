package io.tocsin.auth.identities;

import java.time.Instant;

/**
 * A person as another issuer names it.
 *
 * @param subject the issuer's own id of the person
 */
record Identity(String id, String issuer, String subject, Instant linkedAt) {}
