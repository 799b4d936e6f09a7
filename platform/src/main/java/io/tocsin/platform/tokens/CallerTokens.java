package io.tocsin.platform.tokens;

import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Makes a caller of a validated token. */
final class CallerTokens implements Converter<Jwt, CallerToken> {
    @Override
    public CallerToken convert(Jwt token) {
        try {
            return new CallerToken(Caller.of(token), token);
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException(String.valueOf(e.getMessage()), e);
        }
    }
}
