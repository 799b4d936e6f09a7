package io.tocsin.auth.clients;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.secrets.OpaqueToken;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Replaces the secrets of clients. At most two are good: the newest, and for a while the one before it. */
@Service
class ClientSecrets {
    private final JdbcClient jdbc;
    private final AuditPublisher audit;
    private final InstantSource clock;

    ClientSecrets(JdbcClient jdbc, AuditPublisher audit, InstantSource clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param secret to be handed out once; its hash is kept
     * @return when the secret before it ends
     * @throws ApiException AUTH_009 if the account has no such client
     */
    @Transactional
    public Instant replace(Caller caller, String clientId, String secret, Duration overlap) {
        Instant end = clock.instant().plus(overlap).truncatedTo(ChronoUnit.MILLIS);
        int replaced = jdbc.sql("""
            UPDATE oauth_clients SET previous_secret_hash = client_secret_hash, previous_secret_until = ?,
                                     client_secret_hash = ?
            WHERE client_id = ? AND account_id = ? AND revoked_at IS NULL\
            """)
                .params(Timestamp.from(end), OpaqueToken.hash(secret), clientId, caller.accountId())
                .update();
        if (replaced == 0) {
            throw new ApiException(ErrorCode.AUTH_009);
        }
        audit.user(
                caller.accountId(),
                caller.id(),
                "client.secret_rotated",
                clientId,
                null,
                Map.of("previous_secret_until", end.toString()));
        return end;
    }
}
