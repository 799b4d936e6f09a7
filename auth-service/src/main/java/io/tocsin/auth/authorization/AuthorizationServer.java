package io.tocsin.auth.authorization;

import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.platform.tokens.TokensAutoConfiguration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** Spring Authorization Server, with the client credentials grant alone. */
@Configuration
class AuthorizationServer {
    static final String TOKEN = "/oauth/token";
    static final String REVOKE = "/oauth/revoke";
    static final String INTROSPECT = "/oauth/introspect";
    static final String KEYS = "/oauth/jwks";

    @Bean
    @Order(TokensAutoConfiguration.ROUTES_ORDER - 10)
    SecurityFilterChain oauthEndpoints(HttpSecurity http, JwtDecoder decoder, ReturnedTokens returned) {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        ClientRefusal refusal = new ClientRefusal();
        return TokensAutoConfiguration.stateless(http)
                .securityMatcher(new OrRequestMatcher(
                        paths.matcher(HttpMethod.POST, TOKEN),
                        paths.matcher(HttpMethod.POST, REVOKE),
                        paths.matcher(HttpMethod.POST, INTROSPECT),
                        paths.matcher(HttpMethod.GET, KEYS)))
                .addFilterBefore(new Unavailability(), HeaderWriterFilter.class)
                .oauth2AuthorizationServer(server -> server.clientAuthentication(
                                clients -> clients.errorResponseHandler(refusal)
                                        .authenticationConverters(converters -> {
                                            converters.clear();
                                            converters.add(new ClientSecretBasicAuthenticationConverter());
                                            converters.add(new ClientSecretPostAuthenticationConverter());
                                        })
                                        .authenticationProviders(AuthorizationServer::compareSecrets))
                        .tokenEndpoint(tokens -> tokens.accessTokenRequestConverters(converters -> {
                            converters.clear();
                            converters.add(new DefaultScopes());
                        }))
                        .tokenRevocationEndpoint(tokens -> tokens.authenticationProviders(
                                providers -> only(providers, new Revocation(decoder, returned))))
                        .tokenIntrospectionEndpoint(tokens -> tokens.authenticationProviders(
                                providers -> only(providers, new Introspection(decoder)))))
                .exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(refusal))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(ProductSettings product) {
        return AuthorizationServerSettings.builder()
                .issuer(product.publicUrl())
                .tokenEndpoint(TOKEN)
                .tokenRevocationEndpoint(REVOKE)
                .tokenIntrospectionEndpoint(INTROSPECT)
                .jwkSetEndpoint(KEYS)
                .build();
    }

    @Bean
    OAuth2TokenGenerator<?> tokenGenerator(JwtEncoder encoder) {
        JwtGenerator generator = new JwtGenerator(encoder);
        generator.setJwtCustomizer(new ClientTokenClaims());
        return generator;
    }

    @Bean
    OAuth2AuthorizationService authorizationService() {
        return new UnkeptAuthorizations();
    }

    /** The framework's own look tokens up where none are kept, and would be asked after ours has refused. */
    private static void only(List<AuthenticationProvider> providers, AuthenticationProvider ours) {
        providers.clear();
        providers.add(ours);
    }

    private static void compareSecrets(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                secrets.setPasswordEncoder(new HashedSecrets());
            }
        }
    }
}
