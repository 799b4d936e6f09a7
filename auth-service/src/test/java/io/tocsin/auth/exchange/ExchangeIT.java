package io.tocsin.auth.exchange;

import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class ExchangeIT {
    @LocalServerPort
    private int port;

    @Test
    void turnsACookieIntoATokenOfTheSameSession() throws Exception {
        Door door = new Door(port);
        String cookie = Door.cookie(door.signUp(Emails.next()));

        HttpResponse<String> answer = door.post("/exchange/session", "", "Cookie", cookie);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("expires_in").asLong()).isEqualTo(60);
        String token = json(answer).path("access_token").asString();
        assertThat(Door.claims(token).path("sid")).isEqualTo(json(answer).path("session_id"));
        assertThat(door.get("/internal/v1/me", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hasNothingForCookiesThatAreNotGood() throws Exception {
        Door door = new Door(port);

        assertThat(door.post("/exchange/session", "").statusCode()).isEqualTo(401);
        assertThat(door.post("/exchange/session", "", "Cookie", "better-auth.session_token=abc.def")
                        .statusCode())
                .isEqualTo(401);
        assertThat(door.get("/exchange/session").statusCode()).isEqualTo(404);
    }
}
