package io.tocsin.auth.authorization;

import io.tocsin.schemas.Claims;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/** Ends a token that its own client gives back (RFC 7009). What is no token, or ended already, is as good as ended. */
final class Revocation implements AuthenticationProvider {
    private final JwtDecoder decoder;
    private final ReturnedTokens returned;

    Revocation(JwtDecoder decoder, ReturnedTokens returned) {
        this.decoder = decoder;
        this.returned = returned;
    }

    @Override
    public Authentication authenticate(Authentication request) {
        OAuth2TokenRevocationAuthenticationToken asked = (OAuth2TokenRevocationAuthenticationToken) request;
        AskingClient client = AskingClient.of(asked.getPrincipal());
        Jwt token = decode(asked.getToken());
        if (token != null) {
            if (!client.clientId().equals(token.getClaimAsString(Claims.CLIENT))) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT);
            }
            returned.end(client, token);
        }
        OAuth2TokenRevocationAuthenticationToken done = new OAuth2TokenRevocationAuthenticationToken(
                asked.getToken(), client.authentication(), asked.getTokenTypeHint());
        done.setAuthenticated(true);
        return done;
    }

    @Override
    public boolean supports(Class<?> request) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(request);
    }

    private @Nullable Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException _) {
            return null;
        }
    }
}
