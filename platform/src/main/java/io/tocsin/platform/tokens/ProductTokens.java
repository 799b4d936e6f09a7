package io.tocsin.platform.tokens;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tocsin.schemas.Claims;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Verifies tokens of the product's own authorization server: RS256 only, {@code typ: at+jwt} (RFC 9068), our issuer, one
 * of our audiences. Keys come from the configured address alone and outlive an outage of it.
 */
public final class ProductTokens {
    private ProductTokens() {}

    static JwtDecoder decoder(TokenSettings settings, String issuer) {
        return decoder(FetchedKeys.from(settings.jwksUri(), settings.outageTolerance()), settings, issuer);
    }

    /** The same with keys that are at hand, for the authorization server itself. */
    public static JwtDecoder decoder(JWKSource<SecurityContext> keys, TokenSettings settings, String issuer) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // Spring's validators below do it
        NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(settings.clockSkew()),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD,
                        audience -> audience != null
                                && (audience.contains(Claims.USER_AUDIENCE)
                                        || audience.contains(Claims.CLIENT_AUDIENCE))))));
        return decoder;
    }
}
