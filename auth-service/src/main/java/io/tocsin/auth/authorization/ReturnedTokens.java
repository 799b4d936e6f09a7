package io.tocsin.auth.authorization;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.rates.Tally;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.platform.errors.ApiException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells every service of tokens that their clients gave back. */
@Service
class ReturnedTokens {
    private static final int REMEMBERED = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Tally<String> given;
    private final AuthorizationSettings settings;
    private final RevocationPublisher revocations;
    private final AuditPublisher audit;
    private final InstantSource clock;

    ReturnedTokens(
            AuthorizationSettings settings,
            RevocationPublisher revocations,
            AuditPublisher audit,
            InstantSource clock) {
        this.given = new Tally<>(REMEMBERED, MINUTE, clock);
        this.settings = settings;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Every service remembers each of them for as long as the token could live.
     *
     * @throws ApiException AUTH_010 if the client has given back too many
     */
    @Transactional
    public void end(AskingClient client, Jwt token) {
        String id = token.getId();
        if (id != null) {
            given.admit(client.clientId(), settings.revocations());
            revocations.revoked(RevocationPublisher.Kind.TOKEN, id, client.accountId(), clock.instant());
            audit.client(client.accountId(), client.clientId(), "token.revoked", id, Map.of());
        }
    }
}
