package io.tocsin.local.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff();

    @Test
    void waitsLongerEachTimeUpToHalfAMinute() {
        var pauses = Stream.generate(() -> backoff.afterLife(Duration.ZERO)).limit(7);

        assertThat(pauses.map(Duration::toSeconds)).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    @Test
    void beginsAnewAfterACalmMinute() {
        backoff.afterLife(Duration.ZERO);
        backoff.afterLife(Duration.ZERO);

        assertThat(backoff.afterLife(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
    }
}
