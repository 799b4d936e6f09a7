package io.tocsin.ingest.door;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.tocsin.ingest.collectors.AuthoritiesTable;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.platform.tokens.TokenSettings;
import io.tocsin.platform.tokens.TrustedIssuer;
import io.tocsin.schemas.Claims;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Believes collectors' tokens: RS256, {@code typ: at+jwt} (RFC 9068), signed with a key of {@code authorities.v1}. */
@Configuration(proxyBeanMethods = false)
class CollectorTokens {
    @Bean
    TrustedIssuer collectors(AuthoritiesTable authorities, ProductSettings product, TokenSettings settings) {
        String issuer = product.publicUrl() + "/collectors";
        JWKSource<SecurityContext> keys = (selector, _) -> selector.select(new JWKSet(authorities.tokenKeys()));
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
                        audience -> audience != null && audience.equals(List.of(Claims.COLLECTOR_AUDIENCE))))));
        return new TrustedIssuer(issuer, decoder);
    }
}
