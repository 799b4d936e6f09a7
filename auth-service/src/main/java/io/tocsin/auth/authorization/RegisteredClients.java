package io.tocsin.auth.authorization;

import io.tocsin.auth.clients.ClientAccess;
import io.tocsin.auth.clients.OAuthClients;
import io.tocsin.schemas.Claims;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** Shows our clients to the authorization server, with their account and its plan. */
@Component
class RegisteredClients implements RegisteredClientRepository {
    private final OAuthClients clients;
    private final TokenSettings tokens;

    RegisteredClients(OAuthClients clients, AuthorizationSettings settings) {
        this.clients = clients;
        this.tokens = TokenSettings.builder()
                .accessTokenTimeToLive(settings.tokenLife())
                .build();
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Clients are made under /internal/v1/oauth-clients");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        ClientAccess client = clients.access(clientId);
        return client == null ? null : registered(client);
    }

    private RegisteredClient registered(ClientAccess client) {
        return RegisteredClient.withId(client.clientId())
                .clientId(client.clientId())
                .clientName(client.name())
                .clientSecret(client.secretHashes())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scopes(scopes -> scopes.addAll(client.scopes()))
                .clientSettings(ClientSettings.builder()
                        .setting(Claims.ACCOUNT, client.accountId())
                        .setting(Claims.TIER, client.tier())
                        .build())
                .tokenSettings(tokens)
                .build();
    }
}
