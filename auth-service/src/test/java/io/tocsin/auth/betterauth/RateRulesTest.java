package io.tocsin.auth.betterauth;

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

    private static void call(RateRules rules, String path, int times) {
        for (int i = 0; i < times; i++) {
            rules.preHandle(new MockHttpServletRequest("POST", path), new MockHttpServletResponse(), path);
        }
    }
}
