package io.tocsin.auth.authorization;

import io.tocsin.schemas.Claims;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/**
 * Tells a client what a token of its own account is worth now (RFC 7662). Tokens of others are as inactive as made-up ones.
 */
final class Introspection implements AuthenticationProvider {
    private final JwtDecoder decoder;

    Introspection(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        OAuth2TokenIntrospectionAuthenticationToken asked = (OAuth2TokenIntrospectionAuthenticationToken) request;
        AskingClient client = AskingClient.of(asked.getPrincipal());
        Jwt token = decode(asked.getToken());
        OAuth2TokenIntrospection answer =
                token == null || !client.accountId().equals(token.getClaimAsString(Claims.ACCOUNT))
                        ? OAuth2TokenIntrospection.builder(false).build()
                        : claims(token);
        return new OAuth2TokenIntrospectionAuthenticationToken(asked.getToken(), client.authentication(), answer);
    }

    @Override
    public boolean supports(Class<?> request) {
        return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(request);
    }

    private @Nullable Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException _) {
            return null;
        }
    }

    private static OAuth2TokenIntrospection claims(Jwt token) {
        OAuth2TokenIntrospection.Builder answer = OAuth2TokenIntrospection.builder(true)
                .tokenType("Bearer")
                .subject(Objects.requireNonNull(token.getSubject()))
                .issuer(Objects.requireNonNull(token.getIssuer()).toString())
                .issuedAt(Objects.requireNonNull(token.getIssuedAt()))
                .expiresAt(Objects.requireNonNull(token.getExpiresAt()))
                .audiences(audiences -> audiences.addAll(token.getAudience()))
                .claims(claims -> claims.putAll(Map.of(
                        "jti",
                        Objects.requireNonNullElse(token.getId(), ""),
                        Claims.ACCOUNT,
                        Objects.requireNonNull(token.getClaimAsString(Claims.ACCOUNT)))));
        String client = token.getClaimAsString(Claims.CLIENT);
        if (client != null) {
            answer.clientId(client);
        }
        String scope = token.getClaimAsString(Claims.SCOPE);
        if (scope != null) {
            answer.scope(scope);
        }
        return answer.build();
    }
}
