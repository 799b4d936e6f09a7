package io.tocsin.auth.authorization;

import io.tocsin.schemas.Claims;
import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** Makes a token what RFC 9068 says it is, with the account that it is about. */
final class ClientTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {
    @Override
    public void customize(JwtEncodingContext context) {
        ClientSettings client = context.getRegisteredClient().getClientSettings();
        context.getJwsHeader().type("at+jwt").algorithm(SignatureAlgorithm.RS256);
        context.getClaims()
                .audience(List.of(Claims.CLIENT_AUDIENCE))
                .claim(Claims.CLIENT, context.getRegisteredClient().getClientId())
                .claim(Claims.ACCOUNT, required(client, Claims.ACCOUNT))
                .claim(Claims.TIER, required(client, Claims.TIER))
                .claim(Claims.SCOPE, String.join(" ", context.getAuthorizedScopes()));
    }

    private static String required(ClientSettings client, String name) {
        return Objects.requireNonNull(client.getSetting(name), name);
    }
}
