package io.tocsin.auth.betterauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.accounts.Tier;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.sessions.Session;
import io.tocsin.auth.sessions.SessionSettings;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.sessions.Visitor;
import io.tocsin.platform.settings.ProductSettings;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class SessionCookiesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T17:42:46.750Z");

    private final SessionCookies cookies = new SessionCookies(
            new BetterAuthSettings("a-secret-that-protects-nothing-but-tests"),
            new SessionSettings(Duration.ofDays(7), Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(30), 100),
            new ProductSettings("production", "https://tocsin.example.org"));
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void areSecureWherePeopleComeThroughHttps() {
        cookies.set(response, signedIn(true));

        assertThat(response.getHeaders("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("__Secure-better-auth.session_token=token3.")
                .contains("; Max-Age=604800;", "; Path=/;", "; HttpOnly;", "; Secure;", "; SameSite=Lax");
    }

    @Test
    void comeBackUnderTheSecureNameAlone() {
        cookies.set(response, signedIn(false));
        String value = response.getHeaders("Set-Cookie").getFirst().replaceAll("^[^=]*=|;.*", "");
        MockHttpServletRequest request = new MockHttpServletRequest();

        request.setCookies(new Cookie("better-auth.session_token", value));
        assertThat(cookies.token(request)).isNull();

        request.setCookies(new Cookie("__Secure-better-auth.session_token", value));
        assertThat(cookies.token(request)).isEqualTo("token3");
    }

    @Test
    void areClearedWithTheFlagsThatTheyWereSetWith() {
        cookies.clear(response);

        assertThat(response.getHeaders("Set-Cookie"))
                .hasSize(3)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Secure-better-auth.")
                        .contains("=; ", "; Max-Age=0;", "; HttpOnly;", "; Secure;", "; SameSite=Lax"));
    }

    private static SignedIn signedIn(boolean rememberMe) {
        Visitor visitor = new Visitor("203.0.113.7", "a browser");
        return new SignedIn(
                "token3",
                new Session("ses_1", "usr_1", "acc_1", rememberMe, visitor, NOW, NOW, NOW.plusSeconds(60)),
                new Person("usr_1", "acc_1", "Ada", "ada@example.org", null, "owner", Tier.FREE, NOW, NOW));
    }
}
