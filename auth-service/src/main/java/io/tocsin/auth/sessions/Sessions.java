package io.tocsin.auth.sessions;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.impersonation.Impersonations;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.auth.secrets.OpaqueToken;
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

/** Opens, finds, renews and ends sessions. The database keeps hashes of their tokens alone. */
@Service
public class Sessions {
    private static final int MOST = 500;
    private static final String SELECT = "SELECT " + Session.COLUMNS + ", " + Person.COLUMNS
            + " FROM sessions s JOIN users u ON u.id = s.user_id JOIN accounts a ON a.id = s.account_id";
    private static final String USABLE =
            " AND s.revoked_at IS NULL AND s.expires_at > ?" + " AND a.suspended_at IS NULL AND u.suspended_at IS NULL";

    private record Ended(String id, String accountId) {}

    private final JdbcClient jdbc;
    private final SessionSettings settings;
    private final KnownNetworks networks;
    private final RevocationPublisher revocations;
    private final Impersonations impersonations;
    private final AuditPublisher audit;
    private final InstantSource clock;

    Sessions(
            JdbcClient jdbc,
            SessionSettings settings,
            KnownNetworks networks,
            RevocationPublisher revocations,
            Impersonations impersonations,
            AuditPublisher audit,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.networks = networks;
        this.revocations = revocations;
        this.impersonations = impersonations;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Whoever has as many as anybody may loses the oldest.
     *
     * @param rememberMe whether the session outlives the browser's
     */
    @Transactional
    public SignedIn open(Person person, Visitor visitor, boolean rememberMe) {
        Instant now = now();
        Instant end = now.plus(rememberMe ? settings.life() : settings.shortLife());
        String token = OpaqueToken.letters();
        Session session =
                new Session(Ids.next("ses"), person.id(), person.accountId(), rememberMe, visitor, now, now, end);
        jdbc.sql("""
            INSERT INTO sessions (id, user_id, account_id, token_hash, remember_me, ip_address, user_agent,
                                  created_at, updated_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)
                .params(
                        session.id(),
                        session.userId(),
                        session.accountId(),
                        OpaqueToken.hash(token),
                        rememberMe,
                        visitor.address(),
                        visitor.userAgent(),
                        Timestamp.from(now),
                        Timestamp.from(now),
                        Timestamp.from(end))
                .update();
        networks.remember(person.id(), person.accountId(), visitor.address());
        endOldest(person.id(), now);
        audit.user(person.accountId(), person.id(), "session.created", session.id(), visitor.address(), Map.of());
        return new SignedIn(token, session, person);
    }

    /** Who holds the token; null if it is unknown, expired, revoked, or the account suspended. */
    public @Nullable SignedIn find(String token) {
        return jdbc.sql(SELECT + " WHERE s.token_hash = ?" + USABLE)
                .params(OpaqueToken.hash(token), Timestamp.from(now()))
                .query((row, _) -> new SignedIn(token, Session.of(row), Person.of(row)))
                .optional()
                .orElse(null);
    }

    /** The session with a new end if it is old enough for that, else the very same. */
    public Session renewIfDue(Session session) {
        Instant now = now();
        return session.isDue(now, settings.renewAfter()) ? renew(session, now) : session;
    }

    /** Whose session it is, renewed if it is old enough; null if it has ended or the account is suspended. */
    public @Nullable Person holder(String sessionId) {
        SignedIn signedIn = jdbc.sql(SELECT + " WHERE s.id = ?" + USABLE)
                .params(sessionId, Timestamp.from(now()))
                .query((row, _) -> new SignedIn("", Session.of(row), Person.of(row)))
                .optional()
                .orElse(null);
        if (signedIn == null) {
            return null;
        }
        renewIfDue(signedIn.session());
        return signedIn.person();
    }

    /** The user, unless there is none, or the account or the user is suspended. */
    public @Nullable Person admitted(String userId) {
        return jdbc.sql("SELECT " + Person.COLUMNS
                        + " FROM users u JOIN accounts a ON a.id = u.account_id"
                        + " WHERE u.id = ? AND a.suspended_at IS NULL AND u.suspended_at IS NULL")
                .param(userId)
                .query((row, _) -> Person.of(row))
                .optional()
                .orElse(null);
    }

    /** Those that can be used, the newest first. */
    public List<Session> ofUser(String userId) {
        return ofUser(userId, null, MOST);
    }

    /** @param before newest first, those older than that one; null for the newest */
    List<Session> ofUser(String userId, @Nullable String before, int limit) {
        return jdbc.sql("SELECT " + Session.COLUMNS + " FROM sessions s WHERE s.user_id = ? AND s.revoked_at IS NULL"
                        + " AND s.expires_at > ? AND s.id < ? ORDER BY s.id DESC LIMIT ?")
                .params(userId, Timestamp.from(now()), before == null ? "ses_~" : before, limit)
                .query((row, _) -> Session.of(row))
                .list();
    }

    /**
     * Ends a session at every door.
     *
     * @return false if it had ended already, or is somebody else's
     */
    @Transactional
    public boolean revoke(String userId, String sessionId) {
        Instant now = now();
        Ended ended = jdbc.sql("UPDATE sessions SET revoked_at = ? WHERE id = ? AND user_id = ? AND revoked_at IS NULL"
                        + " AND expires_at > ? RETURNING id, account_id")
                .params(Timestamp.from(now), sessionId, userId, Timestamp.from(now))
                .query((row, _) -> new Ended(row.getString(1), row.getString(2)))
                .optional()
                .orElse(null);
        if (ended != null) {
            tell(userId, ended, now);
        }
        return ended != null;
    }

    /** Ends all of the user's sessions. */
    @Transactional
    public void revokeAll(String userId) {
        revokeOthers(userId, "");
    }

    /** Ends all of the user's sessions but the one. */
    @Transactional
    public void revokeOthers(String userId, String spared) {
        Instant now = now();
        jdbc.sql("UPDATE sessions SET revoked_at = ? WHERE user_id = ? AND id <> ? AND revoked_at IS NULL"
                        + " AND expires_at > ? RETURNING id, account_id")
                .params(Timestamp.from(now), userId, spared, Timestamp.from(now))
                .query((row, _) -> new Ended(row.getString(1), row.getString(2)))
                .list()
                .forEach(ended -> tell(userId, ended, now));
    }

    private void endOldest(String userId, Instant now) {
        jdbc.sql("UPDATE sessions SET revoked_at = ? WHERE id IN (SELECT id FROM sessions WHERE user_id = ?"
                        + " AND revoked_at IS NULL AND expires_at > ? ORDER BY id DESC OFFSET ?)"
                        + " RETURNING id, account_id")
                .params(Timestamp.from(now), userId, Timestamp.from(now), settings.most())
                .query((row, _) -> new Ended(row.getString(1), row.getString(2)))
                .list()
                .forEach(ended -> tell(userId, ended, now));
    }

    private void tell(String userId, Ended ended, Instant now) {
        revocations.revoked(RevocationPublisher.Kind.SESSION, ended.id(), ended.accountId(), now);
        impersonations.endOfSessions(List.of(ended.id()));
        audit.user(ended.accountId(), userId, "session.revoked", ended.id(), null, Map.of());
    }

    private Session renew(Session session, Instant now) {
        Session renewed = session.renewed(now, settings.life());
        jdbc.sql("UPDATE sessions SET updated_at = ?, expires_at = ? WHERE id = ? AND revoked_at IS NULL")
                .params(Timestamp.from(now), Timestamp.from(renewed.expiresAt()), session.id())
                .update();
        networks.remember(
                session.userId(), session.accountId(), session.visitor().address());
        return renewed;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
