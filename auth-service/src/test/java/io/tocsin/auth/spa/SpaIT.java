package io.tocsin.auth.spa;

import static io.tocsin.auth.Door.cookie;
import static io.tocsin.auth.Door.cookies;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class SpaIT {
    private static final String CREDENTIALS = "{\"email\":\"%s\",\"password\":\"" + Door.PASSWORD + "\"}";

    private final String email = Emails.next();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Door door;
    private HttpResponse<String> registered;

    @BeforeEach
    void register() throws Exception {
        door = new Door(port);
        registered = door.post("/auth/register", CREDENTIALS.formatted(email));
    }

    @Test
    void setsAStrictCookieThatHoldsAJwt() throws Exception {
        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(cookies(registered))
                .singleElement()
                .asString()
                .matches("tocsin\\.session=[\\w-]+\\.[\\w-]+\\.[\\w-]+; Max-Age=604800; Path=/; HttpOnly;"
                        + " SameSite=Strict");
        assertThat(json(registered).path("user").path("email").asString()).isEqualTo(email);
        assertThat(json(registered).path("user").path("role").asString()).isEqualTo("owner");

        HttpResponse<String> login = door.post("/auth/login", CREDENTIALS.formatted(email));

        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(cookie(login)).isNotEqualTo(cookie(registered));
        HttpResponse<String> current = door.get("/auth/session", "Cookie", cookie(login));
        assertThat(json(current).path("session_id")).isEqualTo(json(login).path("session_id"));
        assertThat(cookies(current)).isEmpty();
    }

    @Test
    void isExchangedForATokenOfTheSameSessionUntilItEnds() throws Exception {
        HttpResponse<String> exchanged = door.post("/exchange/session", "", "Cookie", cookie(registered));

        assertThat(exchanged.statusCode()).isEqualTo(200);
        assertThat(json(exchanged).path("session_id"))
                .isEqualTo(json(registered).path("session_id"));
        String bearer = "Bearer " + json(exchanged).path("access_token").asString();
        HttpResponse<String> out =
                door.post("/auth/logout", "", "Cookie", cookie(registered), "X-Requested-With", "XMLHttpRequest");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(cookies(out)).singleElement().asString().startsWith("tocsin.session=; Max-Age=0; Path=/; HttpOnly");
        assertThat(door.post("/exchange/session", "", "Cookie", cookie(registered))
                        .statusCode())
                .isEqualTo(401);
        assertThat(door.get("/auth/session", "Cookie", cookie(registered)).statusCode())
                .isEqualTo(401);
        await().atMost(Door.SOON)
                .until(() ->
                        door.get("/internal/v1/me", "Authorization", bearer).statusCode() == 401);
    }

    @Test
    void beginsAnewWhenItIsUsedAfterADay() throws Exception {
        jdbc.sql("UPDATE sessions SET updated_at = updated_at - interval '25 hours' WHERE id = ?")
                .param(json(registered).path("session_id").asString())
                .update();

        HttpResponse<String> renewed = door.get("/auth/session", "Cookie", cookie(registered));

        assertThat(cookies(renewed)).singleElement().asString().contains("Max-Age=604800");
        assertThat(door.get("/auth/session", "Cookie", cookie(renewed)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesForeignPagesAndLogoutWithoutTheHeader() throws Exception {
        String body = CREDENTIALS.formatted(email);

        assertThat(Door.code(door.post("/auth/login", body, "Origin", "https://evil.example")))
                .isEqualTo("AUTH_007");
        assertThat(Door.code(door.post("/auth/login", body, "Sec-Fetch-Site", "cross-site")))
                .isEqualTo("AUTH_007");
        assertThat(door.post("/auth/login", body, "Origin", "https://app.example.org")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Door.code(door.post("/auth/logout", "", "Cookie", cookie(registered))))
                .isEqualTo("AUTH_007");
        assertThat(door.post("/auth/logout", "").statusCode()).isEqualTo(204);
        assertThat(door.form("/auth/login", "email=a&password=b").statusCode()).isEqualTo(415);
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        assertThat(door.post("/auth/register", CREDENTIALS.formatted(email)).statusCode())
                .isEqualTo(409);
        assertThat(Door.code(door.post("/auth/register", CREDENTIALS.formatted("nobody"))))
                .isEqualTo("VALIDATION_001");
        assertThat(door.post("/auth/register", "{\"email\":\"a@b.co\",\"password\":\"short\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(Door.code(door.post("/auth/login", "{\"email\":\"a@b.co\"}")))
                .isEqualTo("VALIDATION_001");
        assertThat(Door.code(door.post("/auth/login", CREDENTIALS.formatted(Emails.next()))))
                .isEqualTo("AUTH_002");
        assertThat(door.get("/auth/session", "Cookie", "tocsin.session=a.b.c").statusCode())
                .isEqualTo(401);
        String bearer = "Bearer " + cookie(registered).substring("tocsin.session=".length());
        assertThat(door.get("/internal/v1/me", "Authorization", bearer).statusCode())
                .isEqualTo(401);
    }

    @Test
    void listsAndEndsOwnSessionsOfAllDoors() throws Exception {
        door.login(email, Door.PASSWORD);
        String bearer = "Bearer " + door.accessToken(email);
        String first = json(registered).path("session_id").asString();

        HttpResponse<String> list = door.get("/internal/v1/me/sessions", "Authorization", bearer);
        HttpResponse<String> page = door.get("/internal/v1/me/sessions?limit=1", "Authorization", bearer);

        assertThat(json(list).path("data").size()).as(list.body()).isEqualTo(3);
        assertThat(json(list).path("data").get(0).path("current").asBoolean()).isTrue();
        assertThat(json(page).path("next_cursor"))
                .isEqualTo(json(list).path("data").get(0).path("id"));
        assertThat(delete("/" + first, bearer)).isEqualTo(204);
        assertThat(delete("/" + first, bearer)).isEqualTo(404);
        assertThat(door.get("/auth/session", "Cookie", cookie(registered)).statusCode())
                .isEqualTo(401);
        assertThat(delete("", bearer)).isEqualTo(204);
        assertThat(json(door.get("/internal/v1/me/sessions", "Authorization", bearer))
                        .path("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void endsNoSessionOfOthers() throws Exception {
        String stranger = Emails.next();
        door.signUp(stranger);

        assertThat(delete("/" + json(registered).path("session_id").asString(), "Bearer " + door.accessToken(stranger)))
                .isEqualTo(404);
    }

    private int delete(String path, String bearer) throws Exception {
        return door.send(door.to("/internal/v1/me/sessions" + path)
                        .header("Authorization", bearer)
                        .DELETE())
                .statusCode();
    }
}
