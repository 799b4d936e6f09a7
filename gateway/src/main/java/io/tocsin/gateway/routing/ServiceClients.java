package io.tocsin.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;

/** The services by the names that the route table gives them. */
public final class ServiceClients {
    private static final Timeout QUEUED = Timeout.ofSeconds(1);

    private final Map<String, ServiceClient> clients;

    ServiceClients(RoutingSettings settings, HttpClient http, CircuitBreakerRegistry breakers) {
        Duration usual = settings.responseTimeout();
        this.clients = Map.of(
                "auth", client("auth", settings.authUrl(), settings.authResponseTimeout(), http, breakers),
                "monitor", client("monitor", settings.monitorUrl(), usual, http, breakers),
                "ingest", client("ingest", settings.ingestUrl(), usual, http, breakers),
                "query", client("query", settings.queryUrl(), usual, http, breakers));
    }

    /** @throws IllegalArgumentException if there is no service of that name */
    public ServiceClient of(String service) {
        ServiceClient client = clients.get(service);
        if (client == null) {
            throw new IllegalArgumentException("There is no service " + service);
        }
        return client;
    }

    private static ServiceClient client(
            String name, URI address, Duration patience, HttpClient http, CircuitBreakerRegistry breakers) {
        RequestConfig bounded = RequestConfig.custom()
                .setResponseTimeout(Timeout.of(patience))
                .setConnectionRequestTimeout(QUEUED)
                .setRedirectsEnabled(false)
                .setAuthenticationEnabled(false)
                .setContentCompressionEnabled(false)
                .setExpectContinueEnabled(false)
                .build();
        return new ServiceClient(HttpHost.create(address), http, breakers.circuitBreaker(name), bounded);
    }
}
