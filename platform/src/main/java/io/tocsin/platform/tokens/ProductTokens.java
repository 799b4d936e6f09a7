package io.tocsin.platform.tokens;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tocsin.schemas.Claims;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
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
    private static final int MILLIS = 2000;
    private static final int MAX_JWKS_BYTES = 100_000;

    private ProductTokens() {}

    static JwtDecoder decoder(TokenSettings settings, String issuer) {
        return decoder(keys(settings), settings, issuer);
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

    private static JWKSource<SecurityContext> keys(TokenSettings settings) {
        return new FetchedKeys(JWKSourceBuilder.create(
                        url(settings.jwksUri()), new DefaultResourceRetriever(MILLIS, MILLIS, MAX_JWKS_BYTES))
                .retrying(true)
                .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(5).toMillis())
                .rateLimited(Duration.ofSeconds(1).toMillis())
                .outageTolerant(settings.outageTolerance().toMillis())
                .build());
    }

    private static URL url(String address) {
        try {
            return URI.create(address).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("tocsin.tokens.jwks-uri is no URL: " + address, e);
        }
    }
}
