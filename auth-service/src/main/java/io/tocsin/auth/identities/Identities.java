package io.tocsin.auth.identities;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is who at the other issuer. */
@Service
class Identities {
    private static final int MOST = 20;

    private final JdbcClient jdbc;
    private final AuditPublisher audit;
    private final InstantSource clock;

    Identities(JdbcClient jdbc, AuditPublisher audit, InstantSource clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    List<Identity> ofUser(String userId) {
        return jdbc.sql("SELECT id, issuer, subject, linked_at FROM identities WHERE user_id = ? ORDER BY id LIMIT ?")
                .params(userId, MOST)
                .query((row, _) -> new Identity(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    /** Null where nobody has linked it. */
    @Nullable
    String userOf(String issuer, String subject) {
        return jdbc.sql("SELECT user_id FROM identities WHERE issuer = ? AND subject = ?")
                .params(issuer, subject)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** @throws ApiException AUTH_022 if somebody has linked it already */
    @Transactional
    public Identity link(Caller caller, String issuer, String subject) {
        if (ofUser(caller.id()).size() >= MOST) {
            throw ApiException.invalid("token", "would be one more than the 20 identities that can be linked");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Identity identity = new Identity(Ids.next("idt"), issuer, subject, now);
        int linked = jdbc.sql("""
            INSERT INTO identities (id, user_id, account_id, issuer, subject, linked_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (issuer, subject) DO NOTHING\
            """)
                .params(identity.id(), caller.id(), caller.accountId(), issuer, subject, Timestamp.from(now))
                .update();
        if (linked == 0) {
            throw new ApiException(ErrorCode.AUTH_022);
        }
        audit.user(caller.accountId(), caller.id(), "identity.linked", identity.id(), null, Map.of("issuer", issuer));
        return identity;
    }

    /** @throws ApiException AUTH_021 if the caller has no such identity */
    @Transactional
    public void unlink(Caller caller, String id) {
        int removed = jdbc.sql("DELETE FROM identities WHERE id = ? AND user_id = ?")
                .params(id, caller.id())
                .update();
        if (removed == 0) {
            throw new ApiException(ErrorCode.AUTH_021);
        }
        audit.user(caller.accountId(), caller.id(), "identity.unlinked", id, null, Map.of());
    }
}
