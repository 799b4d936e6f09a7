package io.tocsin.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineIT extends RunningGateway {
    @Test
    void goesThroughTheStagesInTheirOrder() throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/pipeline")));

        Set<String> stages = new LinkedHashSet<>();
        json(answer).path("steps").forEach(step -> stages.add(step.path("stage").asString()));
        assertThat(stages)
                .as(answer.body())
                .containsExactly(
                        "TRACING",
                        "CORS",
                        "SECURITY_HEADERS",
                        "REQUEST_LOG",
                        "REQUEST_VALIDATION",
                        "ADDRESS_LIMIT",
                        "AUTHENTICATION",
                        "PRINCIPAL_LIMIT",
                        "AUTHORIZATION",
                        "COMPRESSION",
                        "ERROR_RENDERING");
    }

    @Test
    void countsARefusedTokenAgainstTheAddressBeforeLookingAtIt() throws Exception {
        HttpResponse<String> answer = send(request("/internal/v1/me", "nonsense"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("RateLimit-Limit")).hasValue(Integer.toString(PER_ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/servers", "/nowhere", "/health/live", "/internal/v1/me", "/api/v1/servers;x"})
    void guardsEveryAnswer(String path) throws Exception {
        HttpResponse<String> answer = send(request(path));

        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
        assertThat(answer.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(answer.headers().firstValue("X-Correlation-Id")).isPresent();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void saysSecurityHeadersOnceWhereTheServiceSaysThemToo() throws Exception {
        QUERY.on("/api/v1/servers", (exchange, arrived) -> {
            exchange.getResponseHeaders().set("X-Frame-Options", "SAMEORIGIN");
            exchange.getResponseHeaders().set("Cache-Control", "max-age=5");
            exchange.getResponseHeaders().set("Server", "thing/1.0");
            StandIn.send(exchange, 200, "application/json", "{}");
        });

        HttpResponse<String> answer = send(request("/api/v1/servers", owner()));

        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("max-age=5");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @Test
    void answersThePreflightOfATrustedPage() throws Exception {
        HttpResponse<String> answer = send(preflight("https://app.example.org"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://app.example.org");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .hasValue("true");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("PATCH");
        assertThat(MONITOR.arrived).isEmpty();
    }

    @Test
    void givesOtherPagesNoPermission() throws Exception {
        HttpResponse<String> preflight = send(preflight("https://evil.example"));
        HttpResponse<String> plain = send(request("/api/v1/servers", owner()).header("Origin", "https://evil.example"));

        assertThat(preflight.statusCode()).isEqualTo(403);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(plain.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(plain.headers().firstValue("Vary")).hasValue("Origin");
    }

    @Test
    void tellsTrustedPagesEvenOfErrors() throws Exception {
        HttpResponse<String> answer = send(request("/nowhere").header("Origin", "http://localhost:8080"));

        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("http://localhost:8080");
    }

    @Test
    void refusesBodiesBeyondTheLimit() throws Exception {
        byte[] large = new byte[1_048_577];

        HttpResponse<String> told =
                send(request("/internal/v1/monitors", owner()).POST(BodyPublishers.ofByteArray(large)));
        HttpResponse<String> streamed = send(request("/internal/v1/monitors", owner())
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))));

        assertThat(told.statusCode()).isEqualTo(413);
        assertThat(code(told)).isEqualTo("VALIDATION_003");
        assertThat(streamed.statusCode()).isEqualTo(413);
        assertThat(code(streamed)).isEqualTo("VALIDATION_003");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesSmallBodiesOnlyWherePeopleSignIn(boolean told) throws Exception {
        byte[] large = new byte[65_537];
        BodyPublisher body = told
                ? BodyPublishers.ofByteArray(large)
                : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));

        HttpResponse<String> refused = send(request("/api/auth/sign-in/email").POST(body));

        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(AUTH.arrived).isEmpty();
    }

    @Test
    void takesLargerBodiesWhereMetricsArePushed() throws Exception {
        String client = TestTokens.client(account, "metrics:write");

        HttpResponse<String> taken = send(
                request("/api/v1/metrics/push", client).POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024])));
        HttpResponse<String> refused = sendUntilAnswered(request("/api/v1/metrics/push", client)
                .POST(BodyPublishers.ofByteArray(new byte[10 * 1024 * 1024 + 1])));

        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(413);
    }

    @Test
    void refusesHeadersThatContradictEachOther() throws Exception {
        HttpResponse<String> twice = send(request("/api/v1/servers", owner()).header("Authorization", "Bearer x"));
        HttpResponse<String> encodings =
                send(post(request("/internal/v1/monitors", owner()), "{}").header("Content-Encoding", "gzip, br"));

        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(encodings.statusCode()).isEqualTo(415);
        assertThat(MONITOR.arrived).isEmpty();
    }

    @Test
    void letsNobodyInWithoutAToken() throws Exception {
        HttpResponse<String> nobody = send(request("/internal/v1/me"));
        HttpResponse<String> nonsense = send(request("/internal/v1/me", "nonsense"));
        HttpResponse<String> wrongKind = send(request("/internal/v1/me", TestTokens.client(account, "monitors:read")));
        HttpResponse<String> wrongRole =
                send(post(request("/internal/v1/monitors", TestTokens.user(account, "viewer")), "{}"));
        HttpResponse<String> noScope = send(request("/api/v1/servers", TestTokens.client(account, "metrics:write")));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(nonsense.statusCode()).isEqualTo(401);
        assertThat(wrongKind.statusCode()).isEqualTo(403);
        assertThat(wrongRole.statusCode()).isEqualTo(403);
        assertThat(noScope.statusCode()).isEqualTo(403);
        assertThat(AUTH.arrived).isEmpty();
        assertThat(MONITOR.arrived).isEmpty();
        assertThat(QUERY.arrived).isEmpty();
    }

    @Test
    void holdsAFreePrincipalToItsPlan() throws Exception {
        String token = TestTokens.signed(claims -> claims.audience(Claims.USER_AUDIENCE)
                .subject(Ids.next("usr"))
                .claim(Claims.ACCOUNT, account)
                .claim(Claims.ROLE, "owner")
                .claim(Claims.TIER, "free")
                .claim(Claims.SESSION, Ids.next("ses")));
        HttpResponse<String> first = send(request("/api/v1/servers", token));
        HttpResponse<String> last = first;
        for (int i = 0; i < 250 && last.statusCode() == 200; i++) {
            last = send(request("/api/v1/servers", token));
        }

        assertThat(first.headers().firstValue("RateLimit-Limit")).hasValue("100");
        assertThat(first.headers().firstValue("X-RateLimit-Remaining")).hasValue("99");
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(code(last)).isEqualTo("GATEWAY_003");
        assertThat(last.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(last.headers().firstValue("RateLimit-Remaining")).hasValue("0");
        assertThat(send(request("/api/v1/servers", owner())).statusCode()).isEqualTo(200);
    }

    @Test
    void stopsAFloodFromOneAddress() throws Exception {
        HttpResponse<String> last = floodedFrom("127.0.0.77", request("/health/live"), 200);

        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(code(last)).isEqualTo("GATEWAY_003");
        assertThat(last.headers().firstValue("X-Frame-Options")).isPresent();
        assertThat(send(request("/health/live")).statusCode()).isEqualTo(200);
    }

    /** Prometheus drops what a 429 answers. */
    @Test
    void stopsAFloodOfSamplesSoThatTheyComeAgain() throws Exception {
        HttpResponse<String> last = floodedFrom("127.0.0.78", post(request("/api/v1/write"), ""), 401);

        assertThat(last.statusCode()).isEqualTo(503);
        assertThat(code(last)).isEqualTo("METRICS_003");
        assertThat(last.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void listsEveryErrorWithItsRemedy() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/errors"));

        Set<String> codes = new TreeSet<>();
        json(answer).path("data").forEach(entry -> {
            codes.add(entry.path("code").asString());
            assertThat(entry.path("remedy").asString()).isNotBlank();
            assertThat(entry.path("status").asInt()).isBetween(400, 599);
        });
        assertThat(codes).hasSize(ErrorCode.values().length);
    }

    @Test
    void namesItsVersion() throws Exception {
        assertThat(json(send(request("/api/v1/version"))).path("name").asString())
                .isEqualTo("tocsin");
    }

    @Test
    void isHealthyWhileEveryDutyIsDone() throws Exception {
        HttpResponse<String> answer = send(request("/health"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("status").asString()).isEqualTo("up");
        assertThat(json(answer).path("duties").path("storing").asString()).isEqualTo("up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/ready", "/api/v1/health"})
    void saysWhichDutyIsNotDone(String path) throws Exception {
        AUTH.on("/health/ready", (exchange, arrived) -> StandIn.send(exchange, 503, "text/plain", ""));

        HttpResponse<String> answer = send(request(path));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).path("duties").path("signing_in").asString()).isEqualTo("down");
        assertThat(json(answer).path("duties").path("checking").asString()).isEqualTo("up");
        assertThat(send(request("/health/live")).statusCode()).isEqualTo(200);
    }

    /** The server hangs up on what it will not read; a client that was still sending then may have missed the answer. */
    private static HttpResponse<String> sendUntilAnswered(HttpRequest.Builder request) throws Exception {
        for (int i = 0; i < 10; i++) {
            try {
                return send(request);
            } catch (HttpTimeoutException e) {
                throw e;
            } catch (IOException _) {
                // hung up too early to be read
            }
        }
        return send(request);
    }

    /** Asks from one address until the answer is another than the usual one. */
    private static HttpResponse<String> floodedFrom(String address, HttpRequest.Builder asked, int usual)
            throws Exception {
        HttpClient flood = from(address);
        HttpRequest request = asked.build();
        HttpResponse<String> last = flood.send(request, BodyHandlers.ofString());
        for (int i = 0; i < 4 * PER_ADDRESS && last.statusCode() == usual; i++) {
            last = flood.send(request, BodyHandlers.ofString());
        }
        return last;
    }

    private HttpRequest.Builder preflight(String origin) {
        return request("/internal/v1/monitors/mon_1")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "PATCH");
    }
}
