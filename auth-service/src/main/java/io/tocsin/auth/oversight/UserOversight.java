package io.tocsin.auth.oversight;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.audit.Changes;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.auth.revocations.RevocationPublisher.Kind;
import io.tocsin.auth.sessions.EndOfSessions;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Operators' decisions about single users. */
@Service
class UserOversight {
    private final UserSearch users;
    private final EndOfSessions sessions;
    private final RevocationPublisher revocations;
    private final AuditPublisher audit;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    UserOversight(
            UserSearch users,
            EndOfSessions sessions,
            RevocationPublisher revocations,
            AuditPublisher audit,
            JdbcClient jdbc,
            InstantSource clock) {
        this.users = users;
        this.sessions = sessions;
        this.revocations = revocations;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Signs the user out everywhere; no sign-in succeeds until the user is reinstated. */
    @Transactional
    public void suspend(Caller operator, String id, String reason) {
        SeenUser user = users.locked(id);
        if (user.operator()) {
            throw new ApiException(ErrorCode.USER_004, "The user is an operator: take that away first");
        }
        if (user.suspendedAt() != null) {
            throw new ApiException(ErrorCode.USER_004, "The user is suspended already");
        }
        Instant now = now();
        write(id, now, now);
        sessions.ofUser(id, now);
        revocations.revoked(Kind.USER, id, user.accountId(), now);
        Changes changes = new Changes().of("suspended_at", null, now).with("reason", reason);
        audit.operator(user.accountId(), operator.id(), "user.suspended", id, changes.details());
    }

    @Transactional
    public void reinstate(Caller operator, String id) {
        SeenUser user = users.locked(id);
        if (user.suspendedAt() == null) {
            throw new ApiException(ErrorCode.USER_004, "The user is not suspended");
        }
        write(id, null, now());
        Changes changes = new Changes().of("suspended_at", user.suspendedAt(), null);
        audit.operator(user.accountId(), operator.id(), "user.reinstated", id, changes.details());
    }

    private void write(String id, @Nullable Instant suspendedAt, Instant now) {
        jdbc.sql("UPDATE users SET suspended_at = ?, revision = revision + 1, updated_at = ? WHERE id = ?")
                .param(suspendedAt == null ? null : Timestamp.from(suspendedAt))
                .param(Timestamp.from(now))
                .param(id)
                .update();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
