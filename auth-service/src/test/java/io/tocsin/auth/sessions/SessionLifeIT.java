package io.tocsin.auth.sessions;

import static io.tocsin.auth.Door.cookie;
import static io.tocsin.auth.Door.cookies;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.events.Revoked;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class SessionLifeIT {
    private static final Duration LESS_THAN_TWO_RUNS = Duration.ofSeconds(50);

    private final String email = Emails.next();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RevocationPublisher revocations;

    @Autowired
    private Sessions sessions;

    private Door door;
    private HttpResponse<String> signedUp;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        signedUp = door.signUp(email);
    }

    @Test
    void beginsAnewWhenItIsUsedAfterADay() throws Exception {
        age("updated_at = updated_at - interval '25 hours', expires_at = expires_at - interval '25 hours'");

        HttpResponse<String> asItIs = door.get("/api/auth/get-session?disableRefresh=true", "Cookie", cookie(signedUp));
        HttpResponse<String> renewed = door.get("/api/auth/get-session", "Cookie", cookie(signedUp));

        assertThat(cookies(asItIs)).isEmpty();
        assertThat(cookies(renewed)).singleElement().asString().contains("Max-Age=604800");
        assertThat(Duration.between(expiry(asItIs), expiry(renewed))).isGreaterThan(Duration.ofHours(24));
        assertThat(cookies(door.get("/api/auth/get-session", "Cookie", cookie(signedUp))))
                .isEmpty();
    }

    @Test
    void endsByItself() throws Exception {
        age("expires_at = now() - interval '1 second'");

        HttpResponse<String> answer = door.get("/api/auth/get-session", "Cookie", cookie(signedUp));

        assertThat(answer.body()).isEqualTo("null");
        assertThat(cookies(answer)).hasSize(3);
    }

    @Test
    void isWorthNothingWhileTheAccountIsSuspended() throws Exception {
        jdbc.sql("UPDATE accounts SET suspended_at = now() WHERE id = ?")
                .param(user().path("accountId").asString())
                .update();

        assertThat(door.get("/api/auth/get-session", "Cookie", cookie(signedUp)).body())
                .isEqualTo("null");
        assertThat(Door.code(door.login(email, Door.PASSWORD))).isEqualTo("AUTH_002");
    }

    @Test
    void keepsTheAddressThatTheGatewaySignedAndNoOther() throws Exception {
        HttpResponse<String> answer = door.post(
                "/api/auth/sign-in/email",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, Door.PASSWORD),
                "X-Forwarded-For",
                "203.0.113.9",
                "X-Tocsin-Client",
                "203.0.113.7;1763660566;forged");

        JsonNode session = json(door.get("/api/auth/get-session", "Cookie", cookie(answer)))
                .path("session");
        assertThat(session.path("ipAddress").asString()).isEqualTo("127.0.0.1");
    }

    @Test
    void isForgottenOnceNoTokenOfItCanBeAlive() throws Exception {
        String id = json(door.get("/api/auth/get-session", "Cookie", cookie(signedUp)))
                .path("session")
                .path("id")
                .asString();
        door.post("/api/auth/sign-out", "{}", "Cookie", cookie(signedUp), "Origin", "http://localhost:8080");
        jdbc.sql("UPDATE revocations SET revoked_at = revoked_at - interval '66 minutes' WHERE subject_id = ?")
                .param(id)
                .update();

        revocations.forgetLapsed();

        assertThat(TopicReader.until(Topics.REVOCATIONS, Revoked.class, id, 2).getLast())
                .isNull();
    }

    @Test
    void endsOnceItsPersonHasTooManyNewerOnes() throws Exception {
        Person person = sessions.admitted(user().path("id").asString());
        for (int i = 0; i < 99; i++) {
            sessions.open(person, new Visitor("127.0.0.1", "a test"), true);
        }
        assertThat(door.get("/api/auth/get-session", "Cookie", cookie(signedUp)).body())
                .contains(email);

        sessions.open(person, new Visitor("127.0.0.1", "a test"), true);

        assertThat(door.get("/api/auth/get-session", "Cookie", cookie(signedUp)).body())
                .isEqualTo("null");
    }

    @Test
    void forgetsEveryRevocationThatHasLapsed() {
        jdbc.sql("INSERT INTO revocations SELECT 'tok_' || n, now() - interval '2 hours' FROM"
                        + " generate_series(1, 1200) n")
                .update();

        revocations.forgetLapsed();

        // what the service forgets by the clock at the same moment may not be done yet
        await().atMost(LESS_THAN_TWO_RUNS)
                .until(() ->
                        jdbc.sql("SELECT count(*) FROM revocations WHERE revoked_at < now() - interval '66 minutes'")
                                        .query(Integer.class)
                                        .single()
                                == 0);
    }

    private void age(String change) {
        jdbc.sql("UPDATE sessions SET " + change + " WHERE user_id = ?")
                .param(user().path("id").asString())
                .update();
    }

    private JsonNode user() {
        return json(signedUp).path("user");
    }

    private static Instant expiry(HttpResponse<String> answer) {
        return Instant.parse(json(answer).path("session").path("expiresAt").asString());
    }
}
