package io.tocsin.auth.sessions;

import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.auth.revocations.RevocationPublisher.Kind;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Signs people out everywhere because of what somebody decided about them; that decision is what is audited. */
@Component
public class EndOfSessions {
    private record Ended(String id, String accountId) {}

    private final JdbcClient jdbc;
    private final RevocationPublisher revocations;

    EndOfSessions(JdbcClient jdbc, RevocationPublisher revocations) {
        this.jdbc = jdbc;
        this.revocations = revocations;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void ofUser(String userId, Instant now) {
        end("user_id", userId, "", now);
    }

    /** All but the one that the person acts in. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void ofUserExcept(String userId, String sessionId, Instant now) {
        end("user_id", userId, sessionId, now);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void ofAccount(String accountId, Instant now) {
        end("account_id", accountId, "", now);
    }

    private void end(String column, String id, String except, Instant now) {
        jdbc.sql("UPDATE sessions SET revoked_at = ? WHERE " + column + " = ? AND id <> ? AND revoked_at IS NULL"
                        + " AND expires_at > ? RETURNING id, account_id")
                .params(Timestamp.from(now), id, except, Timestamp.from(now))
                .query((row, _) -> new Ended(row.getString(1), row.getString(2)))
                .list()
                .forEach(session -> revocations.revoked(Kind.SESSION, session.id(), session.accountId(), now));
    }
}
