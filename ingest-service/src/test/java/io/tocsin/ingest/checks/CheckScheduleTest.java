package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CheckScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:19:47.123Z");
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    @Test
    void keepsTheIntervalBetweenSlots() {
        CheckSchedule schedule = CheckSchedule.of("mon_1", INTERVAL);

        Instant first = schedule.after(NOW);
        Instant second = schedule.after(first);

        assertThat(first).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(INTERVAL));
        assertThat(Duration.between(first, second)).isEqualTo(INTERVAL);
        assertThat(schedule.atOrBefore(first)).isEqualTo(first);
        assertThat(schedule.atOrBefore(first.minusMillis(1))).isEqualTo(first.minus(INTERVAL));
    }

    @Test
    void isTheSameForEveryRunner() {
        assertThat(CheckSchedule.of("mon_0198c2f0a1b27c3d8e4f5a6b7c8d9e0f", INTERVAL))
                .isEqualTo(new CheckSchedule(30_000, 3430));
    }

    @Test
    void spreadsMonitorsEvenlyOverTheInterval() {
        int[] perSecond = new int[30];
        for (int i = 0; i < 30_000; i++) {
            perSecond[(int) (CheckSchedule.of(Ids.next("mon"), INTERVAL).phaseMillis() / 1000)]++;
        }

        assertThat(Arrays.stream(perSecond).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(800, 1200));
    }
}
