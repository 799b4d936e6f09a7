package io.tocsin.platform.tokens;

import org.springframework.security.oauth2.jwt.Jwt;

/** What became worthless before its time. */
public interface Revocations {
    /** Whether the token, or what stands behind it (session, client, user, account), was revoked after it was issued. */
    boolean covers(Jwt token);
}
