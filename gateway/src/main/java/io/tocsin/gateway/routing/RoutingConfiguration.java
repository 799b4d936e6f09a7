package io.tocsin.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.binder.httpcomponents.hc5.ObservationExecChainHandler;
import io.micrometer.observation.ObservationRegistry;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.platform.settings.SettingsException;
import io.tocsin.platform.tokens.RouteTable;
import io.tocsin.schemas.Route;
import io.tocsin.schemas.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Builds the way of a request from the route table. */
@Configuration(proxyBeanMethods = false)
class RoutingConfiguration {
    /** Shorter than services keep a silent connection, so that none is used that is about to be closed. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(5);

    @Bean
    RouteTable routeTable() {
        return new RouteTable(Routes.all());
    }

    @Bean
    SignedClientAddress signedClientAddress(RoutingSettings settings, ProductSettings product, InstantSource clock) {
        if (product.production() && settings.forwardedKey().length() < 32) {
            throw new SettingsException("FORWARDED_KEY needs 32 characters or more in production");
        }
        return new SignedClientAddress(settings.forwardedKey(), clock);
    }

    @Bean
    CircuitBreakerRegistry serviceBreakers() {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(50)
                .waitDurationInOpenState(Duration.ofSeconds(10))
                .permittedNumberOfCallsInHalfOpenState(3)
                .build());
    }

    @Bean
    CloseableHttpClient serviceHttp(RoutingSettings settings, ObservationRegistry observations) {
        return http(settings, settings.connections(), observations);
    }

    /** Streams have connections of their own, so that many listeners never keep a question waiting. */
    @Bean
    CloseableHttpClient streamHttp(RoutingSettings settings, ObservationRegistry observations) {
        return http(settings, settings.streams(), observations);
    }

    private static CloseableHttpClient http(
            RoutingSettings settings, int connections, ObservationRegistry observations) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(connections)
                        .setMaxConnTotal(connections * 4)
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                                .build())
                        .build())
                .evictExpiredConnections()
                .evictIdleConnections(IDLE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .addExecInterceptorLast("observation", new ObservationExecChainHandler(observations))
                .build();
    }

    @Bean
    Services services(
            RoutingSettings settings,
            CloseableHttpClient serviceHttp,
            CloseableHttpClient streamHttp,
            CircuitBreakerRegistry breakers) {
        Map<String, ServiceClient> clients = new HashMap<>();
        settings.addresses()
                .forEach((name, address) -> clients.put(
                        name,
                        new ServiceClient(
                                address,
                                settings.patience(name),
                                serviceHttp,
                                streamHttp,
                                breakers.circuitBreaker(name))));
        return new Services(clients);
    }

    @Bean
    RouterFunction<ServerResponse> serviceRoutes(
            Services services, SignedClientAddress clientAddress, RoutingSettings settings) {
        Forwarding forwarding = new Forwarding(services, clientAddress, new Uploads(settings.uploads()));
        return GatewayRouterFunctions.route("services")
                .route(answeredByAService(), forwarding)
                .build();
    }

    private static RequestPredicate answeredByAService() {
        return request -> {
            Route route = RequestedRoute.of(request.servletRequest());
            return route != null && !route.service().equals("gateway");
        };
    }
}
