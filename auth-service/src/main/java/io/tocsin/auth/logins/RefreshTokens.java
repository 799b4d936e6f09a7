package io.tocsin.auth.logins;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.secrets.OpaqueToken;
import io.tocsin.auth.sessions.Session;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.platform.encryption.FieldEncryption;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens that are used once, each replaced by its successor (RFC 9700 section 4.14.2). One that comes back after its grace
 * was copied: the session ends, and with it the whole family. Within the grace it gets the same successor again, so that
 * a lost answer, or many requests at once, harm nobody.
 */
@Service
class RefreshTokens {
    /**
     * A token in exchange.
     *
     * @param sessionId the session that it belongs to
     * @param token what takes its place
     */
    record Rotated(String sessionId, String token) {}

    private record Row(
            String sessionId,
            String userId,
            String accountId,
            @Nullable Instant replacedAt,
            @Nullable String successor) {}

    private final JdbcClient jdbc;
    private final FieldEncryption encryption;
    private final Sessions sessions;
    private final AuditPublisher audit;
    private final LoginSettings settings;
    private final InstantSource clock;

    RefreshTokens(
            JdbcClient jdbc,
            FieldEncryption encryption,
            Sessions sessions,
            AuditPublisher audit,
            LoginSettings settings,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.encryption = encryption;
        this.sessions = sessions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** The first token of a session. */
    @Transactional
    public String issue(Session session) {
        return insert(session.id(), session.accountId());
    }

    /** Null where the token is unknown, its session has ended, or it was used before. */
    @Transactional
    public @Nullable Rotated rotate(String token) {
        Row row = lock(token);
        if (row == null) {
            return null;
        }
        Instant now = clock.instant();
        if (row.replacedAt() == null) {
            return new Rotated(row.sessionId(), replace(token, row, now));
        }
        if (row.successor() != null && !row.replacedAt().plus(settings.grace()).isBefore(now)) {
            return new Rotated(row.sessionId(), encryption.decrypt(row.successor(), context(row.sessionId())));
        }
        sessions.revoke(row.userId(), row.sessionId());
        audit.user(row.accountId(), row.userId(), "refresh_token.reused", row.sessionId(), null, Map.of());
        return null;
    }

    private @Nullable Row lock(String token) {
        return jdbc.sql("""
            SELECT t.session_id, s.user_id, t.account_id, t.replaced_at, t.successor
            FROM refresh_tokens t JOIN sessions s ON s.id = t.session_id
            WHERE t.token_hash = ? AND s.revoked_at IS NULL AND s.expires_at > ?
            FOR UPDATE OF t\
            """)
                .params(OpaqueToken.hash(token), Timestamp.from(clock.instant()))
                .query((row, _) -> {
                    Timestamp replacedAt = row.getTimestamp(4);
                    return new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            replacedAt == null ? null : replacedAt.toInstant(),
                            row.getString(5));
                })
                .optional()
                .orElse(null);
    }

    private String replace(String token, Row row, Instant now) {
        String successor = insert(row.sessionId(), row.accountId());
        jdbc.sql("UPDATE refresh_tokens SET replaced_at = ?, successor = ? WHERE token_hash = ?")
                .params(
                        Timestamp.from(now),
                        encryption.encrypt(successor, context(row.sessionId())),
                        OpaqueToken.hash(token))
                .update();
        return successor;
    }

    private String insert(String sessionId, String accountId) {
        String token = OpaqueToken.next();
        jdbc.sql("INSERT INTO refresh_tokens (token_hash, session_id, account_id, created_at) VALUES (?, ?, ?, ?)")
                .params(OpaqueToken.hash(token), sessionId, accountId, Timestamp.from(clock.instant()))
                .update();
        return token;
    }

    private static String context(String sessionId) {
        return "refresh_tokens.successor " + sessionId;
    }
}
