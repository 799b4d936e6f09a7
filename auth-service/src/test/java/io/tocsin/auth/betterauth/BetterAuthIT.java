package io.tocsin.auth.betterauth;

import static io.tocsin.auth.Door.cookie;
import static io.tocsin.auth.Door.cookies;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Audited;
import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.events.AccountChanged;
import io.tocsin.events.Revoked;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class BetterAuthIT {
    private static final String ORIGIN = "http://localhost:8080";
    private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    private final String email = Emails.next();

    @LocalServerPort
    private int port;

    private Door door;

    @BeforeEach
    void open() {
        door = new Door(port);
    }

    @Test
    void answersSignUpWithTokenUserAndCookie() throws Exception {
        HttpResponse<String> answer = door.signUp(email.toUpperCase());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode user = json(answer).path("user");
        assertThat(json(answer).path("token").asString()).matches("[A-Za-z0-9]{32}");
        assertThat(user.path("id").asString()).startsWith("usr_");
        assertThat(user.path("email").asString()).isEqualTo(email);
        assertThat(user.path("emailVerified").asBoolean()).isFalse();
        assertThat(user.path("image").isNull()).isTrue();
        assertThat(user.path("createdAt").asString()).matches(INSTANT);
        assertThat(user.path("role").asString()).isEqualTo("owner");
        assertThat(cookies(answer))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .matches("better-auth\\.session_token="
                                + json(answer).path("token").asString()
                                + "\\.[A-Za-z0-9%]+%3D; Max-Age=604800; Path=/; HttpOnly; SameSite=Lax"));
    }

    @Test
    void tellsTheOtherServicesOfTheAccountAndItsPlan() throws Exception {
        String account = json(door.signUp(email)).path("user").path("accountId").asString();

        assertThat(TopicReader.until(Topics.ACCOUNTS, AccountChanged.class, account, 1))
                .singleElement()
                .satisfies(changed -> {
                    assertThat(changed.getTier()).isEqualTo("free");
                    assertThat(changed.getMaxMonitors()).isEqualTo(50);
                    assertThat(changed.getMinIntervalSeconds()).isEqualTo(300);
                });
    }

    @Test
    void refusesAnAddressThatIsTakenInAnyCase() throws Exception {
        door.signUp(email);

        HttpResponse<String> answer = door.signUp(email.toUpperCase());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(json(answer).path("code").asString()).isEqualTo("USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL");
        assertThat(json(answer).path("message").asString()).isEqualTo("User already exists. Use another email.");
        assertThat(Door.code(answer)).isEqualTo("AUTH_008");
        assertThat(cookies(answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"email":"a@b.co","password":"12345678"}             | 400 | VALIDATION_ERROR | [body.name] Invalid input: expected string, received undefined
        {"name":"A","email":7,"password":"12345678"}         | 400 | VALIDATION_ERROR | [body.email] Invalid input: expected string, received number
        {"name":"A","email":"nobody","password":"12345678"}  | 400 | INVALID_EMAIL | Invalid email
        {"name":"A","email":"a@b.co","password":"1234567"}   | 400 | PASSWORD_TOO_SHORT | Password too short
        {"name":"A\\u0000","email":"a@b.co","password":"12345678"} | 400 | VALIDATION_ERROR | name is text of at most 200 characters
        {"name":                                             | 400 | BAD_REQUEST | Invalid JSON in request body
        []                                                   | 400 | VALIDATION_ERROR | [body] Invalid input: expected object, received array; [body.name] Invalid input: expected string, received undefined; [body.email] Invalid input: expected string, received undefined; [body.password] Invalid input: expected string, received undefined
        {"name":"A","email":"a@b.co","password":"12345678","callbackURL":"https://evil.example"} | 403 | INVALID_CALLBACK_URL | Invalid callbackURL
        """)
    void namesWhatIsWrongWithASignUp(String body, int status, String code, String message) throws Exception {
        HttpResponse<String> answer = door.post("/api/auth/sign-up/email", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
        assertThat(json(answer).path("message").asString()).isEqualTo(message);
    }

    @Test
    void refusesPasswordsThatAreTooLongAndTypesThatAreNotJson() throws Exception {
        HttpResponse<String> tooLong = door.post(
                "/api/auth/sign-up/email",
                "{\"name\":\"A\",\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, "x".repeat(129)));
        HttpResponse<String> text = door.send(door.to("/api/auth/sign-up/email")
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(json(tooLong).path("code").asString()).isEqualTo("PASSWORD_TOO_LONG");
        assertThat(text.statusCode()).isEqualTo(415);
        assertThat(json(text).path("code").asString()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void letsInWhoKnowsThePasswordAsJsonOrForm() throws Exception {
        door.signUp(email);

        HttpResponse<String> byJson = signIn(email, Door.PASSWORD, ",\"callbackURL\":\"/dash\"");
        HttpResponse<String> byForm =
                door.form("/api/auth/sign-in/email", "email=" + email + "&password=correct+horse+battery");

        assertThat(json(byJson).path("redirect").asBoolean()).isTrue();
        assertThat(json(byJson).path("url").asString()).isEqualTo("/dash");
        assertThat(byJson.headers().firstValue("Location")).contains("/dash");
        assertThat(byForm.statusCode()).as(byForm.body()).isEqualTo(200);
        assertThat(json(byForm).path("redirect").asBoolean()).isFalse();
        assertThat(json(byForm).path("user").path("email").asString()).isEqualTo(email);
    }

    @Test
    void answersWrongAndUnknownAlikeAndBoundsGuessing() throws Exception {
        door.signUp(email);

        HttpResponse<String> wrong = signIn(email, "wrong password", "");
        HttpResponse<String> unknown = signIn(Emails.next(), "wrong password", "");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(json(wrong).path("code").asString()).isEqualTo("INVALID_EMAIL_OR_PASSWORD");
        assertThat(json(unknown).path("code")).isEqualTo(json(wrong).path("code"));
        assertThat(unknown.statusCode()).isEqualTo(401);

        for (int guess = 2; guess <= 5; guess++) {
            signIn(email, "wrong password", "");
        }
        HttpResponse<String> tooOften = signIn(email, Door.PASSWORD, "");
        assertThat(tooOften.statusCode()).isEqualTo(429);
        assertThat(json(tooOften).path("message").asString()).isEqualTo("Too many requests. Please try again later.");
        assertThat(tooOften.headers().firstValue("X-Retry-After")).isPresent();
    }

    @Test
    void showsTheSessionOfTheCookie() throws Exception {
        HttpResponse<String> signedUp = door.signUp(email);

        HttpResponse<String> answer = session(cookie(signedUp));

        JsonNode session = json(answer).path("session");
        assertThat(session.path("token")).isEqualTo(json(signedUp).path("token"));
        assertThat(session.path("userId")).isEqualTo(json(signedUp).path("user").path("id"));
        assertThat(session.path("ipAddress").asString()).isEqualTo("127.0.0.1");
        assertThat(session.path("userAgent").asString()).startsWith("Java");
        assertThat(session.path("expiresAt").asString()).matches(INSTANT);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Pragma")).contains("no-cache");
        assertThat(json(answer).path("user")).isEqualTo(json(signedUp).path("user"));
    }

    @Test
    void answersNullToNobodyAndToForgedCookies() throws Exception {
        String good = cookie(door.signUp(email));

        assertThat(door.get("/api/auth/get-session").body()).isEqualTo("null");
        HttpResponse<String> forged = session(good.replaceFirst("\\.[A-Za-z0-9]", ".%2B"));
        assertThat(forged.statusCode()).isEqualTo(200);
        assertThat(forged.body()).isEqualTo("null");
        assertThat(cookies(forged)).isEmpty();
    }

    @Test
    void endsTheSessionOnSignOut() throws Exception {
        String cookie = cookie(door.signUp(email));
        String id = json(session(cookie)).path("session").path("id").asString();

        HttpResponse<String> answer = post("sign-out", "{}", cookie);

        assertThat(answer.body()).isEqualTo("{\"success\":true}");
        assertThat(cookies(answer))
                .containsExactly(
                        "better-auth.session_token=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                        "better-auth.session_data=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                        "better-auth.dont_remember=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
        HttpResponse<String> after = session(cookie);
        assertThat(after.body()).isEqualTo("null");
        assertThat(cookies(after)).hasSize(3);
        assertThat(TopicReader.until(Topics.REVOCATIONS, Revoked.class, id, 1)).hasSize(1);
    }

    @Test
    void letsNobodySignOut() throws Exception {
        HttpResponse<String> answer = door.post("/api/auth/sign-out", "{}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true}");
    }

    @Test
    void forgetsWhoDoesNotWantToBeRemembered() throws Exception {
        door.signUp(email);

        HttpResponse<String> answer = signIn(email, Door.PASSWORD, ",\"rememberMe\":false");

        assertThat(cookies(answer)).hasSize(2).noneMatch(cookie -> cookie.contains("Max-Age"));
        assertThat(cookies(answer).get(1)).startsWith("better-auth.dont_remember=true.");
    }

    @ParameterizedTest
    @CsvSource({
        "Cookie=a; Sec-Fetch-Mode=cors, 403, MISSING_OR_NULL_ORIGIN",
        "Cookie=a; Origin=null, 403, MISSING_OR_NULL_ORIGIN",
        "Cookie=a; Origin=https://evil.example, 403, INVALID_ORIGIN",
        "Cookie=a; Referer=http://localhost:8080/page, 401, INVALID_EMAIL_OR_PASSWORD",
        "Sec-Fetch-Mode=cors, 403, MISSING_OR_NULL_ORIGIN",
        "Origin=https://evil.example, 403, INVALID_ORIGIN",
        "Origin=https://app.example.org, 401, INVALID_EMAIL_OR_PASSWORD",
        "Sec-Fetch-Site=cross-site; Sec-Fetch-Mode=navigate, 403, CROSS_SITE_NAVIGATION_LOGIN_BLOCKED"
    })
    void keepsOtherSitesFromSigningPeopleIn(String headers, int status, String code) throws Exception {
        HttpResponse<String> answer = door.post(
                "/api/auth/sign-in/email",
                "{\"email\":\"%s\",\"password\":\"wrong password\"}".formatted(email),
                headers.split("; |="));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
    }

    @Test
    void listsAndRevokesOwnSessions() throws Exception {
        String first = cookie(door.signUp(email));
        String second = cookie(signIn(email, Door.PASSWORD, ""));

        JsonNode list = json(door.get("/api/auth/list-sessions", "Cookie", first));
        assertThat(list.size()).isEqualTo(2);
        String other = list.get(0).path("token").asString();
        assertThat(post("revoke-session", "{\"token\":\"" + other + "\"}", first)
                        .body())
                .isEqualTo("{\"status\":true}");

        assertThat(session(second).body()).isEqualTo("null");
        assertThat(session(first).body()).isNotEqualTo("null");
        assertThat(door.get("/api/auth/list-sessions").statusCode()).isEqualTo(401);
    }

    @Test
    void revokesAllOthersThenAll() throws Exception {
        String first = cookie(door.signUp(email));
        String second = cookie(signIn(email, Door.PASSWORD, ""));

        post("revoke-other-sessions", "{}", first);
        assertThat(session(second).body()).isEqualTo("null");
        assertThat(session(first).body()).isNotEqualTo("null");

        post("revoke-sessions", "{}", first);
        assertThat(session(first).body()).isEqualTo("null");
    }

    @Test
    void changesTheNameAndNothingElse() throws Exception {
        String cookie = cookie(door.signUp(email));

        HttpResponse<String> answer =
                post("update-user", "{\"name\":\"Grace\",\"role\":\"viewer\",\"id\":\"usr_1\"}", cookie);

        assertThat(answer.body()).isEqualTo("{\"status\":true}");
        assertThat(cookies(answer)).hasSize(1);
        JsonNode user = json(session(cookie)).path("user");
        assertThat(user.path("name").asString()).isEqualTo("Grace");
        assertThat(user.path("role").asString()).isEqualTo("owner");
    }

    @Test
    void changesThePasswordAndEndsOtherSessions() throws Exception {
        String first = cookie(door.signUp(email));
        String second = cookie(signIn(email, Door.PASSWORD, ""));

        HttpResponse<String> wrong = post(
                "change-password",
                "{\"currentPassword\":\"not this one\",\"newPassword\":\"another password\"}",
                first);
        HttpResponse<String> right = post(
                "change-password",
                "{\"currentPassword\":\"%s\",\"newPassword\":\"another password\",\"revokeOtherSessions\":true}"
                        .formatted(Door.PASSWORD),
                first);

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(json(wrong).path("code").asString()).isEqualTo("INVALID_PASSWORD");
        assertThat(json(right).path("token").asString()).hasSize(32);
        assertThat(session(second).body()).isEqualTo("null");
        assertThat(session(first).body()).isEqualTo("null");
        assertThat(session(cookie(right)).body()).isNotEqualTo("null");
        assertThat(signIn(email, "another password", "").statusCode()).isEqualTo(200);
    }

    @Test
    void countsWrongOwnPasswordsTogetherWithTheOtherDoors() throws Exception {
        String cookie = cookie(door.signUp(email));
        String token = door.accessToken(email);
        for (int i = 0; i < 4; i++) {
            assertThat(changePassword("wrong number " + i, cookie).statusCode()).isEqualTo(400);
        }
        door.post(
                "/internal/v1/me/password",
                "{\"current_password\":\"wrong as well\",\"new_password\":\"another password\"}",
                "Authorization",
                "Bearer " + token);

        assertThat(changePassword(Door.PASSWORD, cookie).statusCode()).isEqualTo(429);
        assertThat(Audited.last(Door.claims(token).path("account_id").asString(), "password.refused"))
                .isNotNull();
    }

    @Test
    void isThere() throws Exception {
        assertThat(door.get("/api/auth/ok").body()).isEqualTo("{\"ok\":true}");
    }

    private HttpResponse<String> signIn(String address, String password, String more) throws Exception {
        return door.post(
                "/api/auth/sign-in/email",
                "{\"email\":\"%s\",\"password\":\"%s\"%s}".formatted(address, password, more));
    }

    private HttpResponse<String> changePassword(String current, String cookie) throws Exception {
        return post(
                "change-password",
                "{\"currentPassword\":\"%s\",\"newPassword\":\"another password\"}".formatted(current),
                cookie);
    }

    private HttpResponse<String> session(String cookie) throws Exception {
        return door.get("/api/auth/get-session", "Cookie", cookie);
    }

    private HttpResponse<String> post(String call, String body, String cookie) throws Exception {
        return door.post("/api/auth/" + call, body, "Cookie", cookie, "Origin", ORIGIN);
    }
}
