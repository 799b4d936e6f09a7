package io.tocsin.auth.sessions;

import io.tocsin.auth.impersonation.Impersonations;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.auth.revocations.RevocationPublisher.Kind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Signs people out everywhere because of what somebody decided about them, and whoever acts in their place; that decision is
 * what is audited.
 */
@Component
public class EndOfSessions {
    private record Ended(String id, String accountId) {}

    private final JdbcClient jdbc;
    private final RevocationPublisher revocations;
    private final Impersonations impersonations;

    EndOfSessions(JdbcClient jdbc, RevocationPublisher revocations, Impersonations impersonations) {
        this.jdbc = jdbc;
        this.revocations = revocations;
        this.impersonations = impersonations;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void ofUser(String userId, Instant now) {
        impersonations.endOfUser(userId);
        end("user_id", userId, "", now);
    }

    /** All but the one that the person acts in. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ofUserExcept(String userId, String sessionId, Instant now) {
        end("user_id", userId, sessionId, now);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void ofAccount(String accountId, Instant now) {
        impersonations.endOfAccount(accountId);
        end("account_id", accountId, "", now);
    }

    private void end(String column, String id, String except, Instant now) {
        List<Ended> sessions = jdbc.sql("UPDATE sessions SET revoked_at = ? WHERE " + column
                        + " = ? AND id <> ? AND revoked_at IS NULL" + " AND expires_at > ? RETURNING id, account_id")
                .params(Timestamp.from(now), id, except, Timestamp.from(now))
                .query((row, _) -> new Ended(row.getString(1), row.getString(2)))
                .list();
        sessions.forEach(session -> revocations.revoked(Kind.SESSION, session.id(), session.accountId(), now));
        impersonations.endOfSessions(sessions.stream().map(Ended::id).toList());
    }
}
