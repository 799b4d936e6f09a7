package io.tocsin.auth.keys;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.platform.tokens.ProductTokens;
import io.tocsin.platform.tokens.TokenSettings;
import io.tocsin.platform.tokens.TrustedIssuer;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs with the key whose turn it is, verifies with all that are published. */
@Configuration
class TokenSigning {
    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        return new NimbusJwtEncoder((selector, _) -> selector.select(new JWKSet(keys.signing())));
    }

    @Bean
    TrustedIssuer product(JWKSource<SecurityContext> keys, TokenSettings settings, ProductSettings product) {
        return new TrustedIssuer(product.publicUrl(), ProductTokens.decoder(keys, settings, product.publicUrl()));
    }

    /** The first request must not wait for a key to be made. */
    @Bean
    ApplicationRunner firstToken(UserTokens tokens) {
        return _ -> tokens.rehearse();
    }
}
