package io.tocsin.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** Whoever is refused learns nothing of why, neither from the answer nor from the work that it took. */
@IntegrationTest
class AlikeIT {
    private static final String CREDENTIALS = "{\"email\":\"%s\",\"password\":\"%s\"}";

    private final String email = Emails.next();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @MockitoSpyBean
    private Passwords passwords;

    private Door door;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        door.signUp(email);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/auth/sign-in/email", "/api/v1/auth/login", "/auth/login"})
    void answersWrongUnknownAndSuspendedInTheSameWayAfterOneHash(String path) throws Exception {
        String suspended = Emails.next();
        door.signUp(suspended);
        jdbc.sql("UPDATE accounts SET suspended_at = now() WHERE id = (SELECT account_id FROM users WHERE email = ?)")
                .param(suspended)
                .update();
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (String body : List.of(
                CREDENTIALS.formatted(email, "wrong password"),
                CREDENTIALS.formatted(Emails.next(), "wrong password"),
                CREDENTIALS.formatted(suspended, Door.PASSWORD))) {
            clearInvocations(passwords);
            answers.add(door.post(path, body));
            verify(passwords, times(1)).matches(any(), any());
        }

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401);
        assertThat(answers.stream().map(AlikeIT::withoutWhatDiffersAnyway).distinct())
                .hasSize(1);
        assertThat(answers.stream().map(AlikeIT::headerNames).distinct()).hasSize(1);
    }

    @Test
    void takesOddPasswordsForWhatTheyAre() throws Exception {
        String long73 = "p".repeat(73);
        String other = Emails.next();
        assertThat(register(other, long73)).isEqualTo(201);
        assertThat(login(other, long73)).isEqualTo(200);
        assertThat(login(other, "p".repeat(72))).isEqualTo(401);
        assertThat(login(other, "p".repeat(72) + "q")).isEqualTo(401);

        String umlauts = Emails.next();
        assertThat(register(umlauts, "M\u00fcnchner Stra\u00dfe")).isEqualTo(201);
        assertThat(login(umlauts, "Mu\u0308nchner Stra\u00dfe")).isEqualTo(200);

        String nul = Emails.next();
        assertThat(register(nul, "before\\u0000after")).isEqualTo(201);
        assertThat(login(nul, "before\\u0000after")).isEqualTo(200);
        assertThat(login(nul, "before\\u0000other")).isEqualTo(401);

        assertThat(login(email, "x".repeat(1_000_000))).isBetween(400, 413);
        assertThat(login(email, "x".repeat(60_000))).isEqualTo(401);
        assertThat(register(Emails.next(), "x".repeat(129))).isEqualTo(400);
    }

    private int register(String address, String password) throws Exception {
        return door.post("/auth/register", CREDENTIALS.formatted(address, password))
                .statusCode();
    }

    private int login(String address, String password) throws Exception {
        return door.post("/auth/login", CREDENTIALS.formatted(address, password))
                .statusCode();
    }

    private static String withoutWhatDiffersAnyway(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"correlationId\":\"[^\"]*\"", "");
    }

    private static Set<String> headerNames(HttpResponse<String> answer) {
        return new TreeSet<>(answer.headers().map().keySet());
    }
}
