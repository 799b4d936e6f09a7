package io.tocsin.query.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {
    private final Window window = new Window(1, 8);

    @Test
    void growsWhileTheEndpointAnswers() {
        for (int i = 0; i < 10; i++) {
            window.begun(null);
            window.delivered();
        }

        assertThat(window.room(1)).isEqualTo(8);
        assertThat(window.proven()).isTrue();
    }

    @Test
    void triesOneAtATimeAfterAFailure() {
        window.begun(null);
        window.failed(null, 1);

        assertThat(window.room(1)).isEqualTo(1);
    }

    @Test
    void closesForAWhileAfterSeveralFailures() {
        for (int i = 0; i < 5; i++) {
            window.begun(null);
            window.failed(null, 1);
        }

        assertThat(window.room(2)).isZero();
        assertThat(window.room(Duration.ofSeconds(31).toNanos())).isEqualTo(1);
    }

    @Test
    void closesForAsLongAsTheEndpointAsks() {
        window.begun(null);
        window.failed(Duration.ofMinutes(2), 1);

        assertThat(window.room(Duration.ofMinutes(1).toNanos())).isZero();
        assertThat(window.room(Duration.ofMinutes(3).toNanos())).isEqualTo(1);
    }

    @Test
    void keepsToTheRate() {
        window.begun(1);
        window.delivered();

        assertThat(window.room(2)).isZero();
        assertThat(window.room(Duration.ofMillis(1100).toNanos())).isEqualTo(1);
    }

    @Test
    void isLimitedUntilASecondsWorthIsFreeAgain() {
        window.begun(2);
        window.delivered();

        assertThat(window.limited(1)).isTrue();
        assertThat(window.limited(Duration.ofMillis(600).toNanos())).isFalse();
    }
}
