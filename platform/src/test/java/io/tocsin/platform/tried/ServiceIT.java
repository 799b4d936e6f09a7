package io.tocsin.platform.tried;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class ServiceIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String account = Ids.next("acc");

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get("http://127.0.0.1:" + managementPort + "/health/ready")
                                .statusCode()
                        == 200);
    }

    @Test
    void leavesTheEventOfAChangeOnItsTopic() throws Exception {
        HttpResponse<String> answer =
                post("{\"first_line\":\"hello\",\"weight\":1.5}", TestTokens.user(account, "owner"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = JSON.readTree(answer.body()).path("id").asString();
        List<AuditRecorded> events = TopicReader.until(Topics.AUDIT, AuditRecorded.class, account, 1);
        assertThat(events)
                .singleElement()
                .extracting(AuditRecorded::getSubjectId)
                .isEqualTo(id);
    }

    @Test
    void leavesNoEventOfAChangeThatWasRolledBack() throws Exception {
        assertThat(post("{\"first_line\":\"\",\"weight\":1}", TestTokens.user(account, "owner"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("{\"first_line\":\"kept\",\"weight\":1}", TestTokens.user(account, "owner"))
                        .statusCode())
                .isEqualTo(201);

        assertThat(TopicReader.until(Topics.AUDIT, AuditRecorded.class, account, 1))
                .hasSize(1);
    }

    @Test
    void hidesTheRowsOfOtherAccounts() throws Exception {
        String id = JSON.readTree(post("{\"first_line\":\"mine\",\"weight\":1}", TestTokens.user(account, "owner"))
                        .body())
                .path("id")
                .asString();

        assertThat(read(id, TestTokens.user(account, "viewer")).statusCode()).isEqualTo(200);
        assertThat(read(id, TestTokens.user(Ids.next("acc"), "owner")).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"first_line\":",
                "{\"first_line\":\"a\",\"first_line\":\"b\",\"weight\":1}",
                "{\"first_line\":\"a\",\"weight\":\"NaN\"}",
                "{\"first_line\":\"a\",\"weight\":1e999}",
                "{\"first_line\":\"a\",\"weight\":\"1\"}",
                "{\"first_line\":\"a\",\"weight\":1,\"role\":\"owner\"}",
                "{\"first_line\":5,\"weight\":1}",
                "{\"first_line\":true,\"weight\":1}",
                "{\"first_line\":[],\"weight\":1}",
                "{\"first_line\":\"a\",\"weight\":1} x",
                "{\"first_line\":\"a\\u0000\",\"weight\":1}",
                "[]",
                ""
            })
    void refusesBrokenBodies(String body) throws Exception {
        HttpResponse<String> answer = post(body, TestTokens.user(account, "owner"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(error(answer).path("code").asString()).startsWith("VALIDATION_");
        assertThat(answer.body()).doesNotContain("io.tocsin", "jackson", "Exception");
    }

    @Test
    void namesThePlaceWhereJsonBreaks() throws Exception {
        HttpResponse<String> answer = post("{\n  \"first_line\": nope }", TestTokens.user(account, "owner"));

        assertThat(error(answer).path("message").asString()).contains("line 2");
    }

    @Test
    void answersInItsOwnWordsWhenSomethingUnforeseenHappens() throws Exception {
        HttpResponse<String> answer = get(url("/broken"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(error(answer).path("code").asString()).isEqualTo("INTERNAL_001");
        assertThat(answer.body()).doesNotContain("secret detail");
    }

    @Test
    void carriesTheCorrelationIdOfTheCaller() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url("/broken")))
                .header("X-Correlation-Id", "req-12345")
                .build());

        assertThat(answer.headers().firstValue("X-Correlation-Id")).contains("req-12345");
        assertThat(error(answer).path("correlationId").asString()).isEqualTo("req-12345");
    }

    @Test
    void knowsOnlyTheRoutesOfTheTable() throws Exception {
        assertThat(get(url("/open")).statusCode()).isEqualTo(200);
        assertThat(get(url("/notes")).statusCode()).isEqualTo(405);
        assertThat(get(url("/elsewhere")).statusCode()).isEqualTo(404);
        assertThat(get(url("/error")).statusCode()).isEqualTo(404);
    }

    @Test
    void asksForRoleScopeAndAudience() throws Exception {
        String body = "{\"first_line\":\"a\",\"weight\":1}";

        assertThat(code(post(body, null))).isEqualTo("AUTH_001");
        assertThat(code(post(body, TestTokens.user(account, "viewer")))).isEqualTo("AUTH_005");
        assertThat(code(post(body, TestTokens.client(account, "monitors:read"))))
                .isEqualTo("AUTH_004");
        assertThat(post(body, TestTokens.client(account, "monitors:write")).statusCode())
                .isEqualTo(201);
        assertThat(code(read("x", TestTokens.client(account, "monitors:write"))))
                .isEqualTo("AUTH_006");
    }

    @Test
    void refusesTokensThatAreNotGood() throws Exception {
        assertThat(code(read("x", "nonsense"))).isEqualTo("AUTH_003");
        assertThat(code(read("x", user(claims -> claims.issuer("http://elsewhere")))))
                .isEqualTo("AUTH_003");
        assertThat(code(read("x", user(claims -> claims.audience("somebody"))))).isEqualTo("AUTH_003");
        assertThat(code(read("x", user(claims -> claims.claim("account_id", null)))))
                .isEqualTo("AUTH_003");
        assertThat(code(read(
                        "x",
                        user(claims ->
                                claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))))))
                .isEqualTo("AUTH_003");
    }

    private String user(Consumer<JWTClaimsSet.Builder> change) {
        return TestTokens.signed(claims -> {
            claims.audience("user")
                    .subject("usr_1")
                    .claim("account_id", account)
                    .claim("role", "owner");
            change.accept(claims);
        });
    }

    private HttpResponse<String> post(String body, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url("/notes")))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request.build());
    }

    private HttpResponse<String> read(String id, String token) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url("/notes/" + id)))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private HttpResponse<String> get(String url) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(url)).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static String code(HttpResponse<String> answer) {
        return error(answer).path("code").asString();
    }

    private static JsonNode error(HttpResponse<String> answer) {
        return JSON.readTree(answer.body()).path("error");
    }
}
