package io.tocsin.auth.logins;

import static io.tocsin.auth.Door.claims;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Audited;
import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class LoginIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String email = Emails.next();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Door door;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        door.signUp(email);
    }

    @Test
    void answersWithTokensThatSayWhoIsSignedIn() throws Exception {
        HttpResponse<String> answer = door.login(email, Door.PASSWORD);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("token_type").asString()).isEqualTo("Bearer");
        assertThat(json(answer).path("expires_in").asLong()).isEqualTo(900);
        JsonNode claims = claims(json(answer).path("access_token").asString());
        assertThat(claims.path("sub").asString()).startsWith("usr_");
        assertThat(claims.path("account_id").asString()).startsWith("acc_");
        assertThat(claims.path("sid").asString()).startsWith("ses_");
        assertThat(claims.path("role").asString()).isEqualTo("owner");
        assertThat(claims.path("tier").asString()).isEqualTo("free");
        JsonNode me = json(door.get(
                "/internal/v1/me",
                "Authorization",
                "Bearer " + json(answer).path("access_token").asString()));
        assertThat(me.path("email").asString()).isEqualTo(email);
        assertThat(me.path("tier_class").asString()).isEqualTo("free");
        assertThat(me.path("id")).isEqualTo(claims.path("sub"));
    }

    @Test
    void refusesInOneWay() throws Exception {
        HttpResponse<String> wrong = door.login(email, "wrong password");
        HttpResponse<String> unknown = door.login(Emails.next(), "wrong password");
        HttpResponse<String> noAddress = door.login("nobody", "x");

        for (HttpResponse<String> answer : List.of(wrong, unknown, noAddress)) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Door.code(answer)).isEqualTo("AUTH_002");
        }
        assertThat(Door.code(door.post("/api/v1/auth/login", "{\"email\":\"a@b.co\"}")))
                .isEqualTo("VALIDATION_001");
    }

    @Test
    void rotatesRefreshTokens() throws Exception {
        String first = refreshToken(door.login(email, Door.PASSWORD));

        HttpResponse<String> answer = refresh(first);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(refreshToken(answer)).isNotEqualTo(first);
        assertThat(refresh(refreshToken(answer)).statusCode()).isEqualTo(200);
    }

    @Test
    void givesTheSameSuccessorToManyAtOnce() throws Exception {
        String first = refreshToken(door.login(email, Door.PASSWORD));
        List<Callable<String>> uses = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            uses.add(() -> refreshToken(refreshOnceThereIsRoom(first)));
        }

        Set<String> successors = new HashSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<String> use : threads.invokeAll(uses)) {
                successors.add(use.get());
            }
        }

        assertThat(successors).hasSize(1);
    }

    @Test
    void endsTheFamilyWhenATokenComesBackLate() throws Exception {
        HttpResponse<String> login = door.login(email, Door.PASSWORD);
        String first = refreshToken(login);
        String second = refreshToken(refresh(first));
        JsonNode claims = claims(json(login).path("access_token").asString());
        letGracePass(claims.path("sid").asString());

        HttpResponse<String> stolen = refresh(first);

        assertThat(stolen.statusCode()).isEqualTo(401);
        assertThat(Door.code(stolen)).isEqualTo("AUTH_011");
        assertThat(refresh(second).statusCode()).isEqualTo(401);
        String account = claims.path("account_id").asString();
        assertThat(Audited.last(account, "refresh_token.reused").getSubjectId())
                .isEqualTo(claims.path("sid").asString());
        assertThat(Audited.last(account, "session.revoked").getSubjectId())
                .isEqualTo(claims.path("sid").asString());
    }

    @Test
    void refusesRefreshTokensOfNobodyAndOfEndedSessions() throws Exception {
        HttpResponse<String> login = door.login(email, Door.PASSWORD);
        door.post(
                "/api/v1/auth/logout",
                "{}",
                "Authorization",
                "Bearer " + json(login).path("access_token").asString());

        assertThat(refresh("nonsense").statusCode()).isEqualTo(401);
        assertThat(refresh(refreshToken(login)).statusCode()).isEqualTo(401);
    }

    private void letGracePass(String session) {
        jdbc.sql("UPDATE refresh_tokens SET replaced_at = replaced_at - interval '61 seconds' WHERE session_id = ?")
                .param(session)
                .update();
    }

    private HttpResponse<String> refresh(String token) throws Exception {
        return door.post("/api/v1/auth/refresh", "{\"refresh_token\":\"%s\"}".formatted(token));
    }

    /** A hundred at once may be more than a slow machine has connections to its database for, which it says. */
    private HttpResponse<String> refreshOnceThereIsRoom(String token) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        HttpResponse<String> answer = refresh(token);
        while (answer.statusCode() == 503) {
            assertThat(Instant.now()).as(answer.body()).isBefore(end);
            answer = refresh(token);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String refreshToken(HttpResponse<String> answer) {
        return json(answer).path("refresh_token").asString();
    }
}
