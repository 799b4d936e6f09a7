package io.tocsin.auth.authorization;

import static io.tocsin.auth.Door.claims;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.events.Revoked;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class OAuthIT {
    private static final String CLIENTS = "/internal/v1/oauth-clients";
    private static final String GRANT = "grant_type=client_credentials";

    @LocalServerPort
    private int port;

    @Autowired
    private AuthorizationSettings settings;

    private Door door;
    private String bearer;

    @BeforeEach
    void signIn() throws Exception {
        door = new Door(port);
        String email = Emails.next();
        door.signUp(email);
        bearer = "Bearer " + door.accessToken(email);
    }

    @Test
    void handsOutTheSecretOnce() throws Exception {
        HttpResponse<String> made = make("\"monitors:write\",\"monitors:read\"");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(json(made).path("client_secret").asString()).matches("[A-Za-z0-9_-]{43}");
        HttpResponse<String> list = door.get(CLIENTS, "Authorization", bearer);
        assertThat(list.body()).doesNotContain("secret");
        JsonNode listed = json(list).path("data").get(0);
        assertThat(listed.path("client_id")).isEqualTo(json(made).path("client_id"));
        assertThat(listed.path("name").asString()).isEqualTo("status page");
        assertThat(listed.path("scopes").toString()).isEqualTo("[\"monitors:read\",\"monitors:write\"]");
        assertThat(json(list).path("next_cursor").isNull()).isTrue();
    }

    @Test
    void pagesTheList() throws Exception {
        for (int i = 0; i < 3; i++) {
            make("\"monitors:read\"");
        }

        JsonNode first = json(door.get(CLIENTS + "?limit=2", "Authorization", bearer));
        JsonNode second = json(door.get(
                CLIENTS + "?limit=2&cursor=" + first.path("next_cursor").asString(), "Authorization", bearer));

        assertThat(first.path("data").size()).isEqualTo(2);
        assertThat(second.path("data").size()).isEqualTo(1);
        assertThat(second.path("next_cursor").isNull()).isTrue();
        assertThat(door.get(CLIENTS + "?cursor=x", "Authorization", bearer).statusCode())
                .isEqualTo(400);
        assertThat(door.get(CLIENTS + "?limit=101", "Authorization", bearer).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"scopes\":[]}",
                "{\"name\":\"x\",\"scopes\":[\"everything\"]}",
                "{\"name\":\"x\"}",
                "{\"name\":\" \",\"scopes\":[\"monitors:read\"]}",
                "{\"name\":\"x\",\"scopes\":[\"monitors:read\"],\"account_id\":\"acc_1\"}"
            })
    void refusesClientsThatMakeNoSense(String body) throws Exception {
        HttpResponse<String> answer = door.post(CLIENTS, body, "Authorization", bearer);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Door.code(answer)).isEqualTo("VALIDATION_001");
    }

    @Test
    void issuesTokensThatSayWhoseTheyAre() throws Exception {
        JsonNode client = json(make("\"monitors:read\",\"metrics:write\""));

        HttpResponse<String> answer = door.form("/oauth/token", GRANT, "Authorization", basic(client));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode granted = json(answer);
        assertThat(granted.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(granted.path("expires_in").isNumber()).isTrue();
        String token = granted.path("access_token").asString();
        assertThat(Door.header(token).path("typ").asString()).isEqualTo("at+jwt");
        assertThat(Door.header(token).path("alg").asString()).isEqualTo("RS256");
        JsonNode claims = claims(token);
        assertThat(claims.path("iss").asString()).isEqualTo("http://localhost:8080");
        assertThat(claims.path("sub")).isEqualTo(client.path("client_id"));
        assertThat(claims.path("client_id")).isEqualTo(client.path("client_id"));
        assertThat(claims.path("aud").toString()).contains("public-api");
        assertThat(claims.path("scope").asString().split(" "))
                .containsExactlyInAnyOrder("monitors:read", "metrics:write");
        assertThat(claims.path("account_id").asString())
                .isEqualTo(claims(bearer.substring(7)).path("account_id").asString());
        assertThat(claims.path("tier").asString()).isEqualTo("free");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(900);
    }

    @Test
    void takesCredentialsFromTheBodyAndEscapedOnes() throws Exception {
        JsonNode client = json(make("\"monitors:read\""));
        String id = client.path("client_id").asString();
        String secret = client.path("client_secret").asString();

        HttpResponse<String> post = door.form("/oauth/token", GRANT + "&client_id=" + id + "&client_secret=" + secret);
        HttpResponse<String> escaped = door.form(
                "/oauth/token",
                "audience=x&" + GRANT + "&scope=monitors%3Aread",
                "Authorization",
                basic(id.replace("_", "%5F"), URLEncoder.encode(secret, StandardCharsets.UTF_8)));

        assertThat(post.statusCode()).as(post.body()).isEqualTo(200);
        assertThat(escaped.statusCode()).as(escaped.body()).isEqualTo(200);
    }

    @Test
    void refusesInTheWordsOfTheRfc() throws Exception {
        JsonNode client = json(make("\"monitors:read\""));
        String id = client.path("client_id").asString();

        HttpResponse<String> wrong = door.form("/oauth/token", GRANT, "Authorization", basic(id, "wrong"));
        HttpResponse<String> odd = door.form("/oauth/token", GRANT, "Authorization", basic(id, "~/+="));
        HttpResponse<String> nobody = door.form("/oauth/token", GRANT);
        HttpResponse<String> scope =
                door.form("/oauth/token", GRANT + "&scope=metrics:write", "Authorization", basic(client));
        HttpResponse<String> grant = door.form("/oauth/token", "grant_type=password", "Authorization", basic(client));

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(json(wrong).path("error").asString()).isEqualTo("invalid_client");
        assertThat(odd.statusCode()).isEqualTo(401);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(scope.statusCode()).isEqualTo(400);
        assertThat(json(scope).path("error").asString()).isEqualTo("invalid_scope");
        assertThat(json(grant).path("error").asString()).isEqualTo("unsupported_grant_type");
        assertThat(door.get("/oauth/token").statusCode()).isEqualTo(405);
    }

    @Test
    void servesItsPublicKeysAlone() throws Exception {
        JsonNode keys = json(door.get("/oauth/jwks")).path("keys");

        assertThat(keys.size()).isEqualTo(1);
        assertThat(keys.get(0).path("kid"))
                .isEqualTo(Door.header(bearer.substring(7)).path("kid"));
        assertThat(keys.get(0).has("d")).isFalse();
    }

    @Test
    void saysWhatItIs() throws Exception {
        JsonNode metadata = json(door.get("/.well-known/oauth-authorization-server"));

        assertThat(metadata.path("issuer").asString()).isEqualTo("http://localhost:8080");
        assertThat(metadata.path("token_endpoint").asString()).isEqualTo("http://localhost:8080/oauth/token");
        assertThat(json(door.get("/.well-known/openid-configuration"))).isEqualTo(metadata);
    }

    @Test
    void revokesAClientEverywhere() throws Exception {
        JsonNode client = json(make("\"monitors:read\""));
        String id = client.path("client_id").asString();

        HttpResponse<String> revoked = delete(id, bearer);

        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(door.form("/oauth/token", GRANT, "Authorization", basic(client))
                        .statusCode())
                .isEqualTo(401);
        assertThat(TopicReader.until(Topics.REVOCATIONS, Revoked.class, id, 1))
                .singleElement()
                .satisfies(event -> assertThat(event.getSubjectKind()).isEqualTo("client"));
        assertThat(Door.code(delete(id, bearer))).isEqualTo("AUTH_009");
    }

    @Test
    void hidesTheClientsOfOthers() throws Exception {
        String id = json(make("\"monitors:read\"")).path("client_id").asString();
        String stranger = Emails.next();
        door.signUp(stranger);
        String foreign = "Bearer " + door.accessToken(stranger);

        assertThat(delete(id, foreign).statusCode()).isEqualTo(404);
        assertThat(json(door.get(CLIENTS, "Authorization", foreign))
                        .path("data")
                        .size())
                .isZero();
    }

    @Test
    void givesClientsNoPlaceAmongPeople() throws Exception {
        JsonNode client = json(make("\"monitors:read\""));
        String token = json(door.form("/oauth/token", GRANT, "Authorization", basic(client)))
                .path("access_token")
                .asString();

        HttpResponse<String> answer = door.get("/internal/v1/me", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Door.code(answer)).isEqualTo("AUTH_006");
    }

    @Test
    void renamesClientsAndReplacesTheirSecretsWithAnOverlap() throws Exception {
        JsonNode client = json(make("\"monitors:read\""));
        String path = CLIENTS + "/" + client.path("client_id").asString();

        HttpResponse<String> renamed = door.send(door.to(path)
                .headers("Authorization", bearer, "Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"name\":\" laptop \"}")));
        HttpResponse<String> rotated = door.post(path + "/secret", "", "Authorization", bearer);

        assertThat(json(renamed).path("name").asString()).as(renamed.body()).isEqualTo("laptop");
        assertThat(json(door.get(path, "Authorization", bearer)).path("name").asString())
                .isEqualTo("laptop");
        assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(200);
        assertThat(Instant.parse(json(rotated).path("previous_secret_until").asString()))
                .isAfter(Instant.now().plus(Duration.ofHours(23)));
        assertThat(token(client).statusCode()).isEqualTo(200);
        assertThat(token(json(rotated)).statusCode()).isEqualTo(200);

        JsonNode last = json(door.post(path + "/secret", "{\"overlap_seconds\":0}", "Authorization", bearer));

        assertThat(token(json(rotated)).statusCode()).isEqualTo(401);
        assertThat(token(client).statusCode()).isEqualTo(401);
        assertThat(token(last).statusCode()).isEqualTo(200);
        assertThat(door.post(path + "/secret", "{\"overlap_seconds\":-1}", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsClientsWhatTokensAreWorth() throws Exception {
        JsonNode client = json(make("\"monitors:read\""));
        JsonNode other = json(make("\"monitors:read\""));
        String token = json(token(client)).path("access_token").asString();

        JsonNode own = json(introspect(token, client));
        JsonNode sibling = json(introspect(token, other));
        JsonNode user = json(introspect(bearer.substring(7), client));

        assertThat(own.path("active").asBoolean()).isTrue();
        assertThat(own.path("client_id")).isEqualTo(client.path("client_id"));
        assertThat(own.path("scope").asString()).isEqualTo("monitors:read");
        assertThat(own.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(own.path("exp").asLong() - own.path("iat").asLong()).isEqualTo(900);
        assertThat(own.path("iss").asString()).isEqualTo("http://localhost:8080");
        assertThat(sibling.path("active").asBoolean()).isTrue();
        assertThat(user.path("active").asBoolean()).isTrue();
        assertThat(introspect("made up", client).body()).isEqualTo("{\"active\":false}");
        String stranger = Emails.next();
        door.signUp(stranger);
        assertThat(introspect(door.accessToken(stranger), client).body()).isEqualTo("{\"active\":false}");
        HttpResponse<String> nobody = door.form("/oauth/introspect", "token=" + token);
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(json(nobody).path("error").asString()).isEqualTo("invalid_client");
    }

    @Test
    void takesTokensBackFromTheirOwnClient() throws Exception {
        JsonNode client = json(make("\"monitors:read\""));
        JsonNode other = json(make("\"monitors:read\""));
        String token = json(token(client)).path("access_token").asString();

        HttpResponse<String> foreign = revoke(token, other);
        HttpResponse<String> own = revoke(token, client);

        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(json(foreign).path("error").asString()).isEqualTo("unauthorized_client");
        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(revoke("made up", client).statusCode()).isEqualTo(200);
        assertThat(door.form("/oauth/revoke", "token=" + token).statusCode()).isEqualTo(401);
        await().atMost(Door.SOON).until(() -> introspect(token, client).body().equals("{\"active\":false}"));
        assertThat(token(client).statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoMoreTokensBackInAMinuteThanItMay() throws Exception {
        JsonNode client = json(make("\"monitors:read\""));
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i <= settings.revocations(); i++) {
            tokens.add(json(token(client)).path("access_token").asString());
        }
        for (String token : tokens.subList(1, tokens.size())) {
            assertThat(revoke(token, client).statusCode()).isEqualTo(200);
        }

        HttpResponse<String> refused = revoke(tokens.getFirst(), client);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(refused).path("error").asString()).isEqualTo("temporarily_unavailable");
    }

    @Test
    void believesNoTokenOfASessionThatEnded() throws Exception {
        assertThat(door.get("/internal/v1/me", "Authorization", bearer).statusCode())
                .isEqualTo(200);

        assertThat(door.post("/api/v1/auth/logout", "{}", "Authorization", bearer)
                        .statusCode())
                .isEqualTo(204);

        await().atMost(Door.SOON)
                .until(() ->
                        door.get("/internal/v1/me", "Authorization", bearer).statusCode() == 401);
    }

    private HttpResponse<String> token(JsonNode client) throws Exception {
        return door.form("/oauth/token", GRANT, "Authorization", basic(client));
    }

    private HttpResponse<String> introspect(String token, JsonNode client) throws Exception {
        return door.form(
                "/oauth/introspect",
                "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8),
                "Authorization",
                basic(client));
    }

    private HttpResponse<String> revoke(String token, JsonNode client) throws Exception {
        return door.form(
                "/oauth/revoke",
                "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8),
                "Authorization",
                basic(client));
    }

    private HttpResponse<String> make(String scopes) throws Exception {
        return door.post(CLIENTS, "{\"name\":\"status page\",\"scopes\":[" + scopes + "]}", "Authorization", bearer);
    }

    private HttpResponse<String> delete(String id, String authorization) throws Exception {
        return door.send(door.to(CLIENTS + "/" + id)
                .header("Authorization", authorization)
                .DELETE());
    }

    private static String basic(JsonNode client) {
        return basic(
                client.path("client_id").asString(),
                client.path("client_secret").asString());
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }
}
