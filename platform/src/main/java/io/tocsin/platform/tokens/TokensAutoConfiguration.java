package io.tocsin.platform.tokens;

import io.tocsin.events.Revoked;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.platform.errors.ErrorsAutoConfiguration;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.platform.events.EventsAutoConfiguration;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.schemas.Routes;
import io.tocsin.schemas.Topics;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Every service validates tokens itself and authorizes by its rows of the route table. */
@AutoConfiguration(
        after = {EventsAutoConfiguration.class, ErrorsAutoConfiguration.class},
        before = OAuth2ResourceServerAutoConfiguration.class)
@EnableConfigurationProperties(TokenSettings.class)
public class TokensAutoConfiguration {
    /** Where the chain that applies the route table stands; a service puts chains of its own before it. */
    public static final int ROUTES_ORDER = 100;

    @Bean
    CompactedTable<Revoked> revoked(CompactedTables tables) {
        return tables.of(Topics.REVOCATIONS, Revoked.class);
    }

    @Bean
    Revocations revocations(CompactedTable<Revoked> revoked) {
        return new RevocationsTable(revoked);
    }

    /** The authorization server replaces it: it has the keys and need not ask itself for them. */
    @Bean
    @ConditionalOnMissingBean(name = "product")
    TrustedIssuer product(TokenSettings settings, ProductSettings product) {
        return new TrustedIssuer(product.publicUrl(), ProductTokens.decoder(settings, product.publicUrl()));
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder jwtDecoder(
            List<TrustedIssuer> issuers, Revocations revocations, TokenSettings settings, InstantSource clock) {
        return new VerifiedTokens(issuers, revocations, settings, clock);
    }

    @Bean
    @ConditionalOnMissingBean
    RouteTable routeTable(@Value("${spring.application.name}") String service) {
        return new RouteTable(Routes.of(service));
    }

    /** The management port listens where only operators are and is read-only. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http) {
        return stateless(http)
                .securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(ROUTES_ORDER)
    @ConditionalOnMissingBean(name = "routes")
    SecurityFilterChain routes(HttpSecurity http, RouteTable table, JwtDecoder decoder, ErrorWriter errors) {
        return byRoutes(http, table, decoder, errors).build();
    }

    @Bean
    @ConditionalOnMissingBean
    HttpFirewall httpFirewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(HeaderText::isName);
        firewall.setAllowedHeaderValues(HeaderText::isValue);
        return firewall;
    }

    /** Otherwise each filter of a chain is wrapped for spans that nobody looks at. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer callers() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerParameter());
            }
        };
    }

    /** A chain that validates bearer tokens and lets through what the route table lets through. */
    public static HttpSecurity byRoutes(HttpSecurity http, RouteTable table, JwtDecoder decoder, ErrorWriter errors) {
        BearerTokenResolver bearers = new BearerHeader();
        TokenRefusal refusal = new TokenRefusal(errors);
        return stateless(http)
                .oauth2ResourceServer(server -> server.authenticationEntryPoint(refusal)
                        .withObjectPostProcessor(answering(refusal))
                        // an expired token must not keep anybody from signing in again
                        .bearerTokenResolver(request -> table.isPublic(request) ? null : bearers.resolve(request))
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(new CallerTokens())))
                .addFilterBefore(new RouteAuthorizationFilter(table, errors), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll());
    }

    /** Keys that can't be fetched are answered like any other refusal; the framework would throw, which ends as a 500. */
    private static ObjectPostProcessor<BearerTokenAuthenticationFilter> answering(TokenRefusal refusal) {
        return new ObjectPostProcessor<>() {
            @Override
            public <T extends BearerTokenAuthenticationFilter> T postProcess(T filter) {
                AuthenticationEntryPointFailureHandler handler = new AuthenticationEntryPointFailureHandler(refusal);
                handler.setRethrowAuthenticationServiceException(false);
                filter.setAuthenticationFailureHandler(handler);
                return filter;
            }
        };
    }

    /** A chain without sessions, cookies, forms or CSRF tokens: tokens are all that counts. */
    public static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }
}
