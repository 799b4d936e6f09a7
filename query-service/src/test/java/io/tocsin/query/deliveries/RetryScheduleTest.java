package io.tocsin.query.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");
    private final RetrySchedule schedule =
            new RetrySchedule(List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5)));

    @Test
    void waitsLongerEachTimeGiveOrTakeAFifth() {
        for (int i = 0; i < 1000; i++) {
            assertThat(schedule.after(1, null, RANDOM)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
            assertThat(schedule.after(2, null, RANDOM)).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        }
    }

    @Test
    void endsWithItsLastTry() {
        assertThat(schedule.after(3, Duration.ofSeconds(1), RANDOM)).isNull();
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() {
        assertThat(schedule.after(1, Duration.ofSeconds(90), RANDOM)).isEqualTo(Duration.ofSeconds(90));
        assertThat(schedule.after(1, Duration.ZERO, RANDOM)).isGreaterThan(Duration.ofSeconds(3));
    }

    @Test
    void readsBothKindsOfRetryAfter() {
        assertThat(RetryAfter.parse("120", NOW)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetryAfter.parse("Sat, 21 Nov 2026 12:01:00 GMT", NOW)).isEqualTo(Duration.ofMinutes(1));
        assertThat(RetryAfter.parse("Sat, 21 Nov 2020 12:01:00 GMT", NOW)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.parse("999999999", NOW)).isEqualTo(Duration.ofHours(24));
        assertThat(RetryAfter.parse("soon", NOW)).isNull();
        assertThat(RetryAfter.parse(null, NOW)).isNull();
    }
}
