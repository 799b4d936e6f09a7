package io.tocsin.auth.betterauth;

import io.tocsin.auth.sessions.Session;
import java.time.Instant;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A session as better-auth writes it.
 *
 * @param token the secret where it is the caller's own; of other sessions, whose secrets nobody keeps, their id, which
 *     revokes them just as well
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record SessionJson(
        String id,
        String userId,
        String token,
        Instant expiresAt,
        Instant createdAt,
        Instant updatedAt,
        String ipAddress,
        String userAgent) {
    static SessionJson of(Session session, String token) {
        return new SessionJson(
                session.id(),
                session.userId(),
                token,
                session.expiresAt(),
                session.createdAt(),
                session.updatedAt(),
                session.visitor().address(),
                session.visitor().userAgent());
    }
}
