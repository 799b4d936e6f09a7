package io.tocsin.gateway.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Asks services on their management ports whether they are ready. */
@Component
class ServiceHealthClient {
    private final Map<String, URI> addresses;
    private final Duration patience;
    private final HttpClient http;

    ServiceHealthClient(HealthSettings settings) {
        this.addresses = Map.of(
                "auth", settings.authUrl(),
                "monitor", settings.monitorUrl(),
                "ingest", settings.ingestUrl(),
                "query", settings.queryUrl());
        this.patience = settings.patience();
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    /** Whether the service says that it does its work; one that says nothing in time does not. */
    boolean isReady(String service) {
        URI readiness = Objects.requireNonNull(addresses.get(service), service).resolve("/health/ready");
        try {
            return http.send(HttpRequest.newBuilder(readiness).timeout(patience).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
