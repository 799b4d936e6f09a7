package io.tocsin.gateway.running;

import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Ids;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway, with stand-ins for the services behind it. */
@IntegrationTest
abstract class RunningGateway {
    static final String FORWARDED_KEY = "a key that tests share with nobody";
    static final int PER_ADDRESS = 1000;

    /** Short enough to be waited for, longer than what a busy machine takes for an answer. */
    static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(5);

    static final StandIn AUTH = new StandIn("auth");
    static final StandIn MONITOR = new StandIn("monitor");
    static final StandIn INGEST = new StandIn("ingest");
    static final StandIn QUERY = new StandIn("query");
    static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String COOKIE = "better-auth.session_token=abc.def%3D";

    private static final JsonMapper JSON = JsonMapper.shared();

    final String account = Ids.next("acc");

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    @DynamicPropertySource
    static void standIns(DynamicPropertyRegistry properties) {
        properties.add("tocsin.routing.auth-url", AUTH::url);
        properties.add("tocsin.routing.monitor-url", MONITOR::url);
        properties.add("tocsin.routing.ingest-url", INGEST::url);
        properties.add("tocsin.routing.query-url", QUERY::url);
        properties.add("tocsin.routing.forwarded-key", () -> FORWARDED_KEY);
        properties.add("tocsin.routing.response-timeout", () -> RESPONSE_TIMEOUT);
        properties.add("tocsin.routing.auth-response-timeout", () -> RESPONSE_TIMEOUT);
        properties.add("tocsin.health.auth-url", AUTH::url);
        properties.add("tocsin.health.monitor-url", MONITOR::url);
        properties.add("tocsin.health.ingest-url", INGEST::url);
        properties.add("tocsin.health.query-url", QUERY::url);
        properties.add("tocsin.health.fresh", () -> "0s");
        properties.add("tocsin.health.patience", () -> "20s");
        properties.add("tocsin.pipeline.grace", () -> "4s");
        properties.add("tocsin.limits.per-address", () -> PER_ADDRESS);
        properties.add("tocsin.origins.trusted", () -> "https://app.example.org");
    }

    @BeforeEach
    void forget() {
        AUTH.forget();
        MONITOR.forget();
        INGEST.forget();
        QUERY.forget();
    }

    String owner() {
        return TestTokens.user(account, "owner");
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60));
    }

    HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    static HttpRequest.Builder post(HttpRequest.Builder request, String body) {
        return request.POST(BodyPublishers.ofString(body)).header("Content-Type", "application/json");
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** A client that comes from another address than all others. */
    static HttpClient from(String address) throws IOException {
        return HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static String code(HttpResponse<String> answer) {
        return json(answer).path("error").path("code").asString();
    }
}
