package io.tocsin.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private Instant now = Instant.parse("2026-11-20T17:42:46Z");
    private final SignInThrottle throttle =
            new SignInThrottle(new SignInSettings(5, 50, Duration.ofMinutes(15)), () -> now);

    @Test
    void refusesTheSixthGuess() {
        guess("192.0.2.1", 5);
        now = now.plusSeconds(60);

        assertThatThrownBy(() -> guess("192.0.2.1", 1))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofMinutes(14)));
    }

    @Test
    void letsTheOwnerInFromElsewhere() {
        guess("192.0.2.1", 5);

        assertThatCode(() -> guess("192.0.2.2", 1)).doesNotThrowAnyException();
    }

    @Test
    void beginsAnewAfterTheWindow() {
        guess("192.0.2.1", 5);
        now = now.plus(Duration.ofMinutes(15)).plusSeconds(1);

        assertThatCode(() -> guess("192.0.2.1", 5)).doesNotThrowAnyException();
    }

    @Test
    void forgetsTheGuessesOfWhoKnewInTheEnd() {
        guess("192.0.2.1", 5);
        throttle.forget("ada@example.org", "192.0.2.1");

        assertThatCode(() -> guess("192.0.2.1", 5)).doesNotThrowAnyException();
    }

    private void guess(String address, int times) {
        for (int i = 0; i < times; i++) {
            throttle.admit("ada@example.org", address);
        }
    }
}
