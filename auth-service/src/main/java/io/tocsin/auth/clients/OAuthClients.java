package io.tocsin.auth.clients;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.auth.secrets.OpaqueToken;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The OAuth clients of all accounts. */
@Service
public class OAuthClients {
    private static final String COLUMNS = "client_id, name, scopes, created_at";

    private final JdbcClient jdbc;
    private final RevocationPublisher revocations;
    private final AuditPublisher audit;
    private final InstantSource clock;

    OAuthClients(JdbcClient jdbc, RevocationPublisher revocations, AuditPublisher audit, InstantSource clock) {
        this.jdbc = jdbc;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the authorization server needs to know; null if the client is unknown or revoked, or its account suspended. */
    public @Nullable ClientAccess access(String clientId) {
        return jdbc.sql("""
            SELECT c.client_id, c.account_id, c.name, encode(c.client_secret_hash, 'hex'), c.scopes, a.tier,
                   CASE WHEN c.previous_secret_until > ? THEN encode(c.previous_secret_hash, 'hex') END
            FROM oauth_clients c JOIN accounts a ON a.id = c.account_id
            WHERE c.client_id = ? AND c.revoked_at IS NULL AND a.suspended_at IS NULL\
            """)
                .params(Timestamp.from(now()), clientId)
                .query((row, _) -> new ClientAccess(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(7) == null ? row.getString(4) : row.getString(4) + " " + row.getString(7),
                        Set.of(row.getString(5).split(" ")),
                        row.getString(6)))
                .optional()
                .orElse(null);
    }

    /** @param before newest first, those older than that one; null for the newest */
    List<OAuthClient> page(String accountId, @Nullable String before, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM oauth_clients"
                        + " WHERE account_id = ? AND revoked_at IS NULL AND client_id < ?"
                        + " ORDER BY client_id DESC LIMIT ?")
                .params(accountId, before == null ? "cli_~" : before, limit)
                .query((row, _) -> of(row))
                .list();
    }

    /** @param secret to be handed out once; its hash is kept */
    @Transactional
    public OAuthClient add(Caller caller, NewClient client, String secret) {
        Instant now = now();
        OAuthClient made = new OAuthClient(Ids.next("cli"), client.name(), client.scopes(), now);
        jdbc.sql("""
            INSERT INTO oauth_clients (client_id, account_id, client_secret_hash, name, scopes, created_at)
            VALUES (?, ?, ?, ?, ?, ?)\
            """)
                .params(
                        made.clientId(),
                        caller.accountId(),
                        OpaqueToken.hash(secret),
                        made.name(),
                        String.join(" ", made.scopes()),
                        Timestamp.from(now))
                .update();
        audit.user(
                caller.accountId(),
                caller.id(),
                "client.created",
                made.clientId(),
                null,
                Map.of("name", made.name(), "scopes", String.join(" ", made.scopes())));
        return made;
    }

    /** @throws ApiException AUTH_009 if the account has no such client */
    OAuthClient one(String accountId, String clientId) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM oauth_clients WHERE client_id = ? AND account_id = ? AND revoked_at IS NULL")
                .params(clientId, accountId)
                .query((row, _) -> of(row))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.AUTH_009));
    }

    /** @throws ApiException AUTH_009 if the account has no such client */
    @Transactional
    public OAuthClient rename(Caller caller, String clientId, String name) {
        OAuthClient before = one(caller.accountId(), clientId);
        jdbc.sql("UPDATE oauth_clients SET name = ? WHERE client_id = ? AND account_id = ? AND revoked_at IS NULL")
                .params(name, clientId, caller.accountId())
                .update();
        audit.user(
                caller.accountId(),
                caller.id(),
                "client.renamed",
                clientId,
                null,
                Map.of("before.name", before.name(), "after.name", name));
        return new OAuthClient(clientId, name, before.scopes(), before.createdAt());
    }

    /** @throws ApiException AUTH_009 if the account has no such client */
    @Transactional
    public void revoke(Caller caller, String clientId) {
        Instant now = now();
        int revoked = jdbc.sql("UPDATE oauth_clients SET revoked_at = ?"
                        + " WHERE client_id = ? AND account_id = ? AND revoked_at IS NULL")
                .params(Timestamp.from(now), clientId, caller.accountId())
                .update();
        if (revoked == 0) {
            throw new ApiException(ErrorCode.AUTH_009);
        }
        revocations.revoked(RevocationPublisher.Kind.CLIENT, clientId, caller.accountId(), now);
        audit.user(caller.accountId(), caller.id(), "client.revoked", clientId, null, Map.of());
    }

    private static OAuthClient of(ResultSet row) throws SQLException {
        return new OAuthClient(
                row.getString(1),
                row.getString(2),
                List.of(row.getString(3).split(" ")),
                row.getTimestamp(4).toInstant());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
