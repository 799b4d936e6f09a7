package io.tocsin.auth.authorization;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.revocations.RevocationPublisher;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells every service of tokens that their clients gave back. */
@Service
class ReturnedTokens {
    private final RevocationPublisher revocations;
    private final AuditPublisher audit;
    private final InstantSource clock;

    ReturnedTokens(RevocationPublisher revocations, AuditPublisher audit, InstantSource clock) {
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public void end(AskingClient client, Jwt token) {
        String id = token.getId();
        if (id != null) {
            revocations.revoked(RevocationPublisher.Kind.TOKEN, id, client.accountId(), clock.instant());
            audit.client(client.accountId(), client.clientId(), "token.revoked", id, Map.of());
        }
    }
}
