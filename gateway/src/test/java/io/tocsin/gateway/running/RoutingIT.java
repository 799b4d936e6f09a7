package io.tocsin.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Route;
import io.tocsin.schemas.Routes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingIT extends RunningGateway {
    private static final Map<String, StandIn> SERVICES =
            Map.of("auth", AUTH, "monitor", MONITOR, "ingest", INGEST, "query", QUERY);

    static Stream<Route> rows() {
        return Routes.all().stream().filter(route -> !route.service().equals("gateway"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRowReachesExactlyItsService(Route route) throws Exception {
        String path = route.path().replaceAll("\\{[a-z_]+}", "x_1");

        HttpResponse<String> answer =
                send(request(path, tokenFor(route)).method(route.method(), BodyPublishers.noBody()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        SERVICES.forEach(
                (name, service) -> assertThat(service.arrived).as(name).hasSize(name.equals(route.service()) ? 1 : 0));
        StandIn.Arrived arrived = SERVICES.get(route.service()).arrived.getFirst();
        assertThat(arrived.method()).isEqualTo(route.method());
        assertThat(arrived.target()).isEqualTo(path);
    }

    private String tokenFor(Route route) {
        if (!route.audiences().isEmpty() && !route.audiences().contains("user")) {
            return TestTokens.client(account, route.scopes().toArray(String[]::new));
        }
        return route.roles().contains("operator") ? TestTokens.operator(account) : owner();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nowhere", "/api/v1", "/internal/v1/nowhere", "/exchange/session", "/actuator/health"})
    void answers404WhereNoRouteIs(String path) throws Exception {
        HttpResponse<String> answer = send(request(path, owner()));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(code(answer)).isEqualTo("GATEWAY_001");
        assertThat(AUTH.arrived).isEmpty();
    }

    @Test
    void namesTheMethodsOfAPath() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/monitors", owner()).DELETE());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void leadsTheShortInternalPathToTheCanonicalOne() throws Exception {
        HttpResponse<String> answer = send(request("/internal/monitors/mon_1?a=b", owner()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(MONITOR.arrived.getFirst().target()).isEqualTo("/internal/v1/monitors/mon_1?a=b");
    }

    @Test
    void keepsPathAndQueryAsTheyCame() throws Exception {
        String target = "/api/v1/servers/a%20b/metrics?label.x=%2B%26&flag&name=a&to=1&name=b";

        send(request(target, owner()));

        assertThat(QUERY.arrived.getFirst().target()).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/servers/../monitors",
                "/api/v1/servers/%2e%2e/monitors",
                "/api//v1/servers",
                "/api/v1/servers;x=1",
                "/api/v1/servers%2Fx"
            })
    void refusesPathsThatTwoReadersUnderstandDifferently(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + owner() + "\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 (400|404) ");
        assertThat(answer).contains("\"error\"");
        assertThat(QUERY.arrived).isEmpty();
        assertThat(MONITOR.arrived).isEmpty();
    }

    @Test
    void passesBadJsonOnToWhoUnderstandsIt() throws Exception {
        MONITOR.on(
                "/internal/v1/monitors",
                (exchange, arrived) -> StandIn.send(exchange, 400, "application/json", "{\"theirs\":true}"));

        HttpResponse<String> answer = send(post(request("/internal/v1/monitors", owner()), "{\"a\": nope"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"theirs\":true}");
        assertThat(MONITOR.arrived.getFirst().text()).isEqualTo("{\"a\": nope");
    }

    @Test
    void passesFormsOnUntouched() throws Exception {
        String form = "grant_type=client_credentials&scope=a+b&scope=&x=%C3%A9";

        send(request("/oauth/token?q=1")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));

        assertThat(AUTH.arrived.getFirst().text()).isEqualTo(form);
    }

    @Test
    void passesBodiesOfUnknownLengthOn() throws Exception {
        byte[] body = new byte[3_000_000];
        Arrays.fill(body, (byte) 7);

        HttpResponse<String> answer = send(request("/api/v1/metrics/push", TestTokens.client(account, "metrics:write"))
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(INGEST.arrived.getFirst().body()).isEqualTo(body);
        assertThat(INGEST.arrived.getFirst().header("Content-Encoding")).isEqualTo("gzip");
    }

    @Test
    void keepsTheLengthOfABody() throws Exception {
        send(post(request("/internal/v1/monitors", owner()), "{}"));

        assertThat(MONITOR.arrived.getFirst().header("Content-Length")).isEqualTo("2");
    }

    @Test
    void asksForTheBodyThatAClientHoldsBack() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            write(
                    socket,
                    "POST /internal/v1/monitors HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
                            + "Expect: 100-continue\r\nAuthorization: Bearer " + owner() + "\r\n\r\n");
            byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
            write(socket, "{}");

            assertThat(new String(interim, StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 100");
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("HTTP/1.1 200");
        }
        assertThat(MONITOR.arrived.getFirst().header("Expect")).isNull();
        assertThat(MONITOR.arrived.getFirst().text()).isEqualTo("{}");
    }

    @Test
    void keepsNoConnectionForABodyThatTrickles() throws Exception {
        Map<String, String> drops = Map.of(
                "Content-Length: 60000\r\n\r\n{", " ",
                "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", "1\r\n \r\n");
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = drops.entrySet().stream()
                    .map(trickle -> clients.submit(() -> trickling(trickle.getKey(), trickle.getValue())))
                    .toList();

            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo("HTTP/1.1 408"));
        }
        assertThat(MONITOR.arrived).isEmpty();
    }

    private String trickling(String beginning, String drop) throws IOException, InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            write(
                    socket,
                    "POST /internal/v1/monitors HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + owner() + "\r\n"
                            + beginning);
            while (socket.getInputStream().available() == 0) {
                Thread.sleep(100);
                write(socket, drop);
            }
            return new String(socket.getInputStream().readNBytes("HTTP/1.1 408".length()), StandardCharsets.UTF_8);
        }
    }

    @Test
    void answersHeadAsTheServiceDoes() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/servers", owner()).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(QUERY.arrived.getFirst().method()).isEqualTo("HEAD");
    }

    @Test
    void passesEntityTagsAndConditionsThrough() throws Exception {
        MONITOR.on("/internal/v1/monitors/mon_1", (exchange, arrived) -> {
            exchange.getResponseHeaders().set("ETag", "\"4\"");
            StandIn.send(exchange, 200, "application/json", "{}");
        });

        HttpResponse<String> answer =
                send(request("/internal/v1/monitors/mon_1", owner()).header("If-None-Match", "\"4\""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"4\"");
        assertThat(MONITOR.arrived.getFirst().header("If-None-Match")).isEqualTo("\"4\"");
    }

    @Test
    void compressesLargeAnswersOnce() throws Exception {
        String large = "{\"a\":\"" + "x".repeat(5000) + "\"}";
        QUERY.on("/api/v1/servers", (exchange, arrived) -> StandIn.send(exchange, 200, "application/json", large));
        QUERY.on("/api/v1/incidents", (exchange, arrived) -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            StandIn.send(exchange, 200, "application/json", large);
        });

        HttpResponse<String> plain = send(request("/api/v1/servers", owner()));
        HttpResponse<String> zipped = send(request("/api/v1/servers", owner()).header("Accept-Encoding", "gzip"));
        HttpResponse<String> already =
                send(request("/api/v1/incidents", owner()).header("Accept-Encoding", "gzip"));
        HttpResponse<String> small =
                send(request("/api/v1/servers/srv_1", owner()).header("Accept-Encoding", "gzip"));

        assertThat(plain.body()).isEqualTo(large);
        assertThat(zipped.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(already.body()).isEqualTo(large);
        assertThat(small.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void tellsServicesNothingThatTheClientClaims() throws Exception {
        HttpRequest.Builder request = request("/internal/v1/monitors", owner());
        List<String> claims = List.of(
                "X-User-Id",
                "X-Account-Id",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "Forwarded",
                "Client-Cert",
                "Client-Cert-Chain",
                "X-Client-Cert-Subject",
                "X-SSL-Client-Verify",
                "X-HTTP-Method-Override",
                "X-Tocsin-Client",
                "X_User_Id",
                "X-Real-IP",
                "Cookie",
                "TE");
        claims.forEach(name -> request.header(name, "forged"));

        send(request.header("X-Something", "else")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"));

        StandIn.Arrived arrived = MONITOR.arrived.getFirst();
        assertThat(claims).allSatisfy(name -> assertThat(arrived.header(name)).isNull());
        assertThat(arrived.header("X-Something")).isEqualTo("else");
        assertThat(arrived.header("traceparent")).contains("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(arrived.header("Host")).isEqualTo(MONITOR.url().substring("http://".length()));
    }

    @Test
    void dropsWhatTheConnectionHeaderNames() throws Exception {
        raw("GET /api/v1/servers HTTP/1.1\r\nHost: x\r\nConnection: close, X-Secret\r\nX-Secret: 1\r\nAuthorization:"
                + " Bearer " + owner() + "\r\n\r\n");

        assertThat(QUERY.arrived.getFirst().header("X-Secret")).isNull();
        assertThat(QUERY.arrived.getFirst().header("Authorization")).startsWith("Bearer ");
    }

    @Test
    void carriesTheCorrelationIdBothWays() throws Exception {
        HttpResponse<String> named = send(request("/api/v1/servers", owner()).header("X-Correlation-Id", "my-id-1"));
        HttpResponse<String> unnamed = send(request("/api/v1/servers", owner()));

        assertThat(named.headers().allValues("X-Correlation-Id")).containsExactly("my-id-1");
        assertThat(QUERY.arrived.get(0).header("X-Correlation-Id")).isEqualTo("my-id-1");
        assertThat(unnamed.headers().allValues("X-Correlation-Id"))
                .containsExactly(QUERY.arrived.get(1).header("X-Correlation-Id"));
    }

    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(60_000);
            write(socket, request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
