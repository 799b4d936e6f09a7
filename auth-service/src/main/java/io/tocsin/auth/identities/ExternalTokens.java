package io.tocsin.auth.identities;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.FetchedKeys;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.stereotype.Component;

/** Verifies tokens of the other issuer: RS256, its keys from its own well-known place, its name, our audience. */
@Component
class ExternalTokens {
    private static final Logger LOG = LoggerFactory.getLogger(ExternalTokens.class);
    /** How long its keys are believed while it can't be asked. */
    private static final Duration OUTAGE = Duration.ofHours(1);

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final @Nullable NimbusJwtDecoder decoder;

    ExternalTokens(IdentitySettings settings) {
        this.decoder = settings.enabled() ? decoder(settings) : null;
    }

    /**
     * The issuer's own id of the person that the token is of.
     *
     * @throws ApiException AUTH_003 for a token that is not good, INTERNAL_002 while the issuer's keys are out of reach
     */
    String subject(String token) {
        if (decoder == null) {
            throw new ApiException(ErrorCode.AUTH_003, "No other issuer is trusted here");
        }
        try {
            Jwt verified = decoder.decode(token);
            String subject = verified.getSubject();
            if (subject == null || subject.isBlank() || verified.getExpiresAt() == null) {
                throw new ApiException(ErrorCode.AUTH_003);
            }
            return subject;
        } catch (BadJwtException _) {
            throw new ApiException(ErrorCode.AUTH_003);
        } catch (JwtException e) {
            LOG.warn("The keys of the other issuer can't be read now: {}", e.getMessage());
            throw new ApiException(ErrorCode.INTERNAL_002).retryAfter(Duration.ofSeconds(5));
        }
    }

    private static NimbusJwtDecoder decoder(IdentitySettings settings) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256, FetchedKeys.from(settings.issuer() + ".well-known/jwks.json", OUTAGE)));
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // Spring's validators below do it
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(SKEW),
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience())))));
        return decoder;
    }
}
