package io.tocsin.platform.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Chooses the decoder by issuer and remembers verified tokens until they expire: verifying costs tens of microseconds,
 * remembering less than one. Whether a token was revoked is asked each time.
 */
final class VerifiedTokens implements JwtDecoder {
    private final Map<String, JwtDecoder> decoders;
    private final Revocations revocations;
    private final Cache<String, Jwt> verified;

    VerifiedTokens(List<TrustedIssuer> issuers, Revocations revocations, TokenSettings settings, InstantSource clock) {
        this.decoders =
                issuers.stream().collect(Collectors.toUnmodifiableMap(TrustedIssuer::issuer, TrustedIssuer::decoder));
        this.revocations = revocations;
        // its housekeeping is short: another thread would have to be woken for it
        this.verified = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumSize(settings.cached())
                .expireAfter(Expiry.creating((String text, Jwt token) -> lifeLeft(token, clock.instant())))
                .build();
    }

    @Override
    public Jwt decode(String token) {
        Jwt known = verified.getIfPresent(token);
        Jwt jwt = known == null ? verify(token) : known;
        if (revocations.covers(jwt)) {
            throw new JwtValidationException(
                    "The token was revoked",
                    List.of(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token was revoked", null)));
        }
        if (known == null) {
            verified.put(token, jwt);
        }
        return jwt;
    }

    private Jwt verify(String token) {
        JwtDecoder decoder = decoders.get(issuer(token));
        if (decoder == null) {
            throw new BadJwtException("The issuer of the token is not trusted");
        }
        return decoder.decode(token);
    }

    private static String issuer(String token) {
        try {
            JWT parsed = JWTParser.parse(token);
            String issuer = parsed.getJWTClaimsSet() == null
                    ? null
                    : parsed.getJWTClaimsSet().getIssuer();
            return issuer == null ? "" : issuer;
        } catch (ParseException e) {
            throw new BadJwtException("Not a token", e);
        }
    }

    private static Duration lifeLeft(Jwt token, Instant now) {
        Instant end = token.getExpiresAt();
        return end == null || end.isBefore(now) ? Duration.ZERO : Duration.between(now, end);
    }
}
