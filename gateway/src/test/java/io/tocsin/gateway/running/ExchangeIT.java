package io.tocsin.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.testing.TestTokens;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeIT extends RunningGateway {
    private final String cookie = "better-auth.session_token=" + UUID.randomUUID() + ".c2ln%3D";
    private final String basic = "Basic "
            + Base64.getEncoder().encodeToString(("cli_1:" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
    private String token;

    @BeforeEach
    void authServiceKnowsTheSession() {
        token = owner();
        AUTH.on("/exchange/session", (exchange, arrived) -> {
            boolean known = arrived.header("Cookie").contains(cookie);
            StandIn.send(exchange, known ? 200 : 401, "application/json", known ? answer(token) : "{}");
        });
        AUTH.on("/oauth/token", (exchange, arrived) -> {
            boolean known = basic.equals(arrived.header("Authorization"));
            String issued = TestTokens.client(account, "monitors:read");
            StandIn.send(exchange, known ? 200 : 401, "application/json", known ? answer(issued) : "{}");
        });
    }

    @Test
    void sendsTheSessionOnAsAToken() throws Exception {
        HttpResponse<String> answer = send(request("/internal/v1/monitors").header("Cookie", "a=b; " + cookie));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(MONITOR.arrived.getFirst().header("Authorization")).isEqualTo("Bearer " + token);
        assertThat(MONITOR.arrived.getFirst().header("Cookie")).isNull();
        assertThat(AUTH.at("/exchange/session").getFirst().header("Cookie")).isEqualTo(cookie);
    }

    @Test
    void takesTheSecureCookieToo() throws Exception {
        HttpResponse<String> answer = send(request("/api/v1/servers").header("Cookie", "__Secure-" + cookie));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void asksOnceForManyRequestsOfASession() throws Exception {
        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            send(request("/internal/v1/monitors").header("Cookie", cookie));
        }
        // a token is used again for five seconds
        long over = Duration.ofNanos(System.nanoTime() - began).toSeconds() / 5;

        assertThat(MONITOR.arrived).hasSize(20);
        assertThat(AUTH.at("/exchange/session")).hasSizeBetween(1, 1 + (int) over);
    }

    @Test
    void refusesACookieWithoutASession() throws Exception {
        HttpResponse<String> answer = send(
                request("/internal/v1/monitors").header("Cookie", "better-auth.session_token=" + UUID.randomUUID()));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(code(answer)).isEqualTo("AUTH_001");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(MONITOR.arrived).isEmpty();
    }

    @Test
    void prefersTheTokenThatWasSent() throws Exception {
        String sent = owner();

        send(request("/internal/v1/monitors", sent).header("Cookie", cookie));

        assertThat(MONITOR.arrived.getFirst().header("Authorization")).isEqualTo("Bearer " + sent);
        assertThat(AUTH.arrived).isEmpty();
    }

    @Test
    void refusesChangesByCookieAlone() throws Exception {
        HttpResponse<String> answer =
                send(post(request("/internal/v1/monitors"), "{}").header("Cookie", cookie));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("AUTH_007");
        assertThat(MONITOR.arrived).isEmpty();
    }

    @Test
    void letsScriptsOfTrustedPagesChangeThings() throws Exception {
        HttpResponse<String> answer = send(fromPage("https://app.example.org"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(MONITOR.arrived.getFirst().header("Authorization")).isEqualTo("Bearer " + token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "null", "https://app.example.org.evil.example"})
    void refusesChangesFromOtherPages(String origin) throws Exception {
        HttpResponse<String> answer = send(fromPage(origin));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(code(answer)).isEqualTo("AUTH_007");
        assertThat(MONITOR.arrived).isEmpty();
    }

    @Test
    void exchangesAClientSecretWhereTheRouteAllowsIt() throws Exception {
        HttpResponse<String> first = send(request("/api/v1/monitors").header("Authorization", basic));
        HttpResponse<String> second = send(request("/api/v1/incidents").header("Authorization", basic));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(AUTH.at("/oauth/token"))
                .singleElement()
                .extracting(StandIn.Arrived::text)
                .isEqualTo("grant_type=client_credentials");
        assertThat(MONITOR.arrived.getFirst().header("Authorization")).startsWith("Bearer ");
    }

    @Test
    void asksForASecretWhereTheRouteTakesOne() throws Exception {
        HttpResponse<String> nobody = send(request("/api/v1/monitors"));
        HttpResponse<String> wrong = send(request("/api/v1/monitors").header("Authorization", "Basic eDp5"));

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().allValues("WWW-Authenticate"))
                .anySatisfy(challenge -> assertThat(challenge).startsWith("Basic "))
                .anySatisfy(challenge -> assertThat(challenge).startsWith("Bearer "));
        assertThat(wrong.statusCode()).isEqualTo(401);
    }

    @Test
    void takesNoSecretElsewhere() throws Exception {
        HttpResponse<String> answer = send(request("/internal/v1/monitors").header("Authorization", basic));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(AUTH.arrived).isEmpty();
    }

    @Test
    void leavesTheDoorsThemselvesAlone() throws Exception {
        AUTH.on("/api/auth/get-session", (exchange, arrived) -> {
            exchange.getResponseHeaders().add("Set-Cookie", "better-auth.session_token=; Max-Age=0; Path=/");
            exchange.getResponseHeaders().add("Set-Cookie", "better-auth.session_data=; Max-Age=0; Path=/");
            StandIn.send(exchange, 200, "application/json", "null");
        });

        HttpResponse<String> answer = send(request("/api/auth/get-session").header("Cookie", "x=y; " + cookie));
        send(request("/oauth/token").POST(HttpRequest.BodyPublishers.noBody()).header("Authorization", basic));

        assertThat(answer.body()).isEqualTo("null");
        assertThat(answer.headers().allValues("Set-Cookie")).hasSize(2);
        assertThat(AUTH.at("/api/auth/get-session").getFirst().header("Cookie")).isEqualTo("x=y; " + cookie);
        assertThat(AUTH.at("/oauth/token").getFirst().header("Authorization")).isEqualTo(basic);
        assertThat(AUTH.at("/exchange/session")).isEmpty();
    }

    @Test
    void tellsAuthServiceTheAddressInAWayThatNobodyElseCan() throws Exception {
        send(post(request("/api/auth/sign-in/email"), "{}").header("X-Tocsin-Client", "1.2.3.4;1;x"));

        String[] claim = AUTH.arrived.getFirst().header("X-Tocsin-Client").split(";");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(FORWARDED_KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        assertThat(claim[0]).isEqualTo("127.0.0.1");
        assertThat(claim[2])
                .isEqualTo(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal((claim[0] + ";" + claim[1]).getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void saysThatItCanNotTellWhileAuthServiceFails() throws Exception {
        AUTH.on("/exchange/session", (exchange, arrived) -> StandIn.send(exchange, 500, "text/plain", "oops"));

        HttpResponse<String> answer = send(request("/internal/v1/monitors").header("Cookie", cookie));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).doesNotContain("oops");
    }

    private HttpRequest.Builder fromPage(String origin) {
        return post(request("/internal/v1/monitors"), "{}")
                .header("Cookie", cookie)
                .header("X-Requested-With", "XMLHttpRequest")
                .header("Origin", origin);
    }

    private static String answer(String token) {
        return "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":60,\"session_id\":\"ses_1\"}"
                .formatted(token);
    }
}
