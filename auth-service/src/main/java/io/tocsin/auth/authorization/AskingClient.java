package io.tocsin.auth.authorization;

import io.tocsin.schemas.Claims;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** The client that proved to be one with this request. */
record AskingClient(OAuth2ClientAuthenticationToken authentication, String clientId, String accountId) {
    /** @throws OAuth2AuthenticationException invalid_client for anybody else */
    static AskingClient of(@Nullable Object principal) {
        if (principal instanceof OAuth2ClientAuthenticationToken client && client.isAuthenticated()) {
            RegisteredClient registered = client.getRegisteredClient();
            if (registered != null) {
                String accountId = registered.getClientSettings().getSetting(Claims.ACCOUNT);
                return new AskingClient(client, registered.getClientId(), Objects.requireNonNull(accountId));
            }
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
}
