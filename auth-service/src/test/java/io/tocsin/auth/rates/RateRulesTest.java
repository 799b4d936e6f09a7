package io.tocsin.auth.rates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.auth.addresses.TestAddresses;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.settings.ProductSettings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.HandlerMapping;

class RateRulesTest {
    private Instant now = Instant.parse("2026-11-20T17:42:46Z");

    @Test
    void allowsThreeSignInsInTenSeconds() {
        RateRules rules = rules("production");
        call(rules, "/api/auth/sign-in/email", 3);

        assertThatThrownBy(() -> call(rules, "/api/auth/sign-in/email", 1))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(10)));

        now = now.plusSeconds(11);
        call(rules, "/api/auth/sign-in/email", 3);
    }

    @Test
    void allowsAHundredOfOtherCalls() {
        RateRules rules = rules("production");
        call(rules, "/api/auth/get-session", 100);

        assertThatThrownBy(() -> call(rules, "/api/auth/get-session", 1)).isInstanceOf(ApiException.class);
    }

    @Test
    void countsSigningInAtAllDoorsTogetherHoweverThePathIsWritten() {
        RateRules rules = rules("production");
        call(rules, "/api/auth/sign-in/email", 1);
        call(rules, "/api/v1/auth/login", 1);
        call(rules, "/api/v1/auth/external", 1);
        MockHttpServletRequest escaped = request("/auth/login");
        escaped.setRequestURI("/auth/%6Cogin");

        assertThatThrownBy(() -> rules.preHandle(escaped, new MockHttpServletResponse(), ""))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void countsAnIpv6NetworkAsOne() {
        RateRules rules = rules("production");
        for (int i = 1; i < 4; i++) {
            rules.preHandle(from("2001:db8:1:2::" + i), new MockHttpServletResponse(), "");
        }

        assertThatThrownBy(() -> rules.preHandle(from("2001:db8:1:2:9:9:9:9"), new MockHttpServletResponse(), ""))
                .isInstanceOf(ApiException.class);
        rules.preHandle(from("2001:db8:1:3::1"), new MockHttpServletResponse(), "");
    }

    @Test
    void sleepsInDevelopment() {
        call(rules("development"), "/api/auth/sign-in/email", 1000);
    }

    private RateRules rules(String environment) {
        return new RateRules(
                new RateSettings(Duration.ofSeconds(10), 3, 100),
                TestAddresses.at(() -> now),
                new ProductSettings(environment, "https://tocsin.example.org"),
                () -> now);
    }

    private static MockHttpServletRequest from(String address) {
        MockHttpServletRequest request = request("/auth/login");
        request.setRemoteAddr(address);
        return request;
    }

    private static MockHttpServletRequest request(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, path);
        return request;
    }

    private static void call(RateRules rules, String path, int times) {
        for (int i = 0; i < times; i++) {
            rules.preHandle(request(path), new MockHttpServletResponse(), path);
        }
    }
}
