package io.tocsin.platform.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Makes a caller of a validated token; once, as long as {@link VerifiedTokens} remembers the same token. */
final class CallerTokens implements Converter<Jwt, CallerToken> {
    /** Weak keys are compared by identity. */
    private final Cache<Jwt, Caller> callers =
            Caffeine.newBuilder().weakKeys().executor(Runnable::run).build();

    @Override
    public CallerToken convert(Jwt token) {
        try {
            return new CallerToken(callers.get(token, Caller::of), token);
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException(String.valueOf(e.getMessage()), e);
        }
    }
}
