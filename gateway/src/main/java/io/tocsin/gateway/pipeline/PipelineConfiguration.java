package io.tocsin.gateway.pipeline;

import io.tocsin.gateway.exchange.ExchangeFilter;
import io.tocsin.gateway.limits.AddressLimitFilter;
import io.tocsin.gateway.limits.LateRefusalFilter;
import io.tocsin.gateway.limits.PrincipalLimitFilter;
import io.tocsin.gateway.origins.CrossOriginFilter;
import io.tocsin.gateway.origins.TrustedOrigins;
import io.tocsin.gateway.routing.CutAnswerFilter;
import io.tocsin.gateway.routing.RouteLookupFilter;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.platform.tokens.RouteTable;
import io.tocsin.platform.tokens.TokensAutoConfiguration;
import jakarta.servlet.Filter;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/** Puts the stages in their order. */
@Configuration(proxyBeanMethods = false)
class PipelineConfiguration {
    /** Around everything: metrics and log lines tell what a refusal took, not how long it was held back. */
    @Bean
    FilterRegistrationBean<LateRefusalFilter> lateRefusals(LateRefusalFilter filter) {
        FilterRegistrationBean<LateRefusalFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<RouteLookupFilter> routeLookup(RouteTable routes) {
        return at(Stage.TRACING, new RouteLookupFilter(routes));
    }

    @Bean
    FilterRegistrationBean<CrossOriginFilter> crossOrigin(TrustedOrigins origins, ErrorWriter errors) {
        return at(Stage.CORS, new CrossOriginFilter(origins, errors));
    }

    @Bean
    FilterRegistrationBean<SecurityHeadersFilter> securityHeaders(ProductSettings product) {
        return at(Stage.SECURITY_HEADERS, new SecurityHeadersFilter(product.https()));
    }

    @Bean
    FilterRegistrationBean<CutAnswerFilter> cutAnswers() {
        return at(Stage.REQUEST_LOG, new CutAnswerFilter());
    }

    @Bean
    FilterRegistrationBean<RequestValidationFilter> requestValidation(PipelineSettings settings, ErrorWriter errors) {
        return at(Stage.REQUEST_VALIDATION, new RequestValidationFilter(settings, errors));
    }

    @Bean
    FilterRegistrationBean<AddressLimitFilter> addressLimit(AddressLimitFilter filter) {
        return at(Stage.ADDRESS_LIMIT, filter);
    }

    /** Authentication, the limit per principal and authorization stand in the security chain, in this order. */
    @Bean
    @Order(TokensAutoConfiguration.ROUTES_ORDER)
    SecurityFilterChain routes(
            HttpSecurity http,
            RouteTable table,
            JwtDecoder decoder,
            ErrorWriter errors,
            ExchangeFilter exchange,
            PrincipalLimitFilter limit) {
        return TokensAutoConfiguration.byRoutes(http, table, decoder, errors)
                .headers(AbstractHttpConfigurer::disable)
                .addFilterBefore(exchange, BearerTokenAuthenticationFilter.class)
                .addFilterAfter(limit, BearerTokenAuthenticationFilter.class)
                .build();
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerErrors(JsonMapper json) {
        return factory -> factory.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ContainerErrors(json)));
    }

    private static <F extends Filter> FilterRegistrationBean<F> at(Stage stage, F filter) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(stage.order());
        return registration;
    }
}
