package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who has signed up.
 *
 * @param browser signed in with the session cookie
 */
record Customer(String email, String password, Http browser) {

    private static final String PASSWORD = "a long pass phrase";
    private static final int TRIES = 30;

    /** Under another address each time that it has to be tried: what was given up may have succeeded all the same. */
    static Customer signUp(URI address) {
        var anonymous = Http.anonymous(address);
        for (var i = 1; ; i++) {
            var email = "journey-%s@example.com".formatted(UUID.randomUUID());
            var answer = anonymous.postOnce(
                    "/api/auth/sign-up/email", Map.of("name", "Ada", "email", email, "password", PASSWORD));
            if (answer.status() != 503 || i == TRIES) {
                answer.expect(200);
                assertThat(answer.body().path("user").path("email").asString(""))
                        .isEqualTo(email);
                return new Customer(email, PASSWORD, signedIn(anonymous, answer));
            }
            Http.pause();
        }
    }

    static Http signedIn(Http anonymous, Answer answer) {
        var cookies = answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0])
                .toList();
        assertThat(cookies).isNotEmpty();
        return anonymous.with(Map.of(
                "Cookie", String.join("; ", cookies),
                "Origin", anonymous.address().toString(),
                "X-Requested-With", "XMLHttpRequest"));
    }

    /** A program of this customer, with a token for these scopes. */
    Http program(String... scopes) {
        return anonymous().with(Map.of("Authorization", "Bearer " + token(client(scopes))));
    }

    /** An OAuth client of this customer: its id and its secret. */
    JsonNode client(String... scopes) {
        return browser.post("/internal/v1/oauth-clients", Map.of("name", "Journey", "scopes", List.of(scopes)))
                .expect(201)
                .body();
    }

    /** A new session's token. */
    String accessToken() {
        return anonymous()
                .post("/api/v1/auth/login", Map.of("email", email, "password", password))
                .expect(200)
                .body()
                .path("access_token")
                .asString();
    }

    String id() {
        return browser.get("/internal/v1/me").expect(200).body().path("id").asString();
    }

    /** Somebody new in the same account. */
    Customer invited(String role) {
        var guest = "journey-%s@example.com".formatted(UUID.randomUUID());
        var invitation = browser.post("/internal/v1/invitations", Map.of("email", guest, "role", role))
                .expect(201)
                .body();
        anonymous()
                .post(
                        "/api/v1/invitations/accept",
                        Map.of("token", invitation.path("token").asString(), "name", "Grace", "password", PASSWORD))
                .expect(201);
        var answer = anonymous()
                .post("/api/auth/sign-in/email", Map.of("email", guest, "password", PASSWORD))
                .expect(200);
        return new Customer(guest, PASSWORD, signedIn(anonymous(), answer));
    }

    Http anonymous() {
        return browser.with(Map.of());
    }

    /** A monitor of an address that opens an incident at the first failure. */
    JsonNode monitor(URI target, int intervalSeconds) {
        return browser.post(
                        "/internal/v1/monitors",
                        Map.of(
                                "friendly_name",
                                "Journey",
                                "type",
                                "http",
                                "url",
                                target.toString(),
                                "interval_seconds",
                                intervalSeconds,
                                "failure_threshold",
                                1,
                                "recovery_threshold",
                                1))
                .expect(201)
                .body();
    }

    void checkNow(String monitor) {
        browser.post("/internal/v1/monitors/%s/check".formatted(monitor), Map.of())
                .expect(202);
    }

    Collector collector(String hostname) {
        return Collector.of(browser.post("/api/v1/collectors/register", Map.of("name", "Journey", "hostname", hostname))
                .expect(201)
                .body());
    }

    private String token(JsonNode client) {
        var pair = "%s:%s"
                .formatted(
                        client.path("client_id").asString(),
                        client.path("client_secret").asString());
        var request = anonymous()
                .request("/oauth/token")
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials"));
        return anonymous().send(request).expect(200).body().path("access_token").asString();
    }
}
