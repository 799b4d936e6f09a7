package io.tocsin.query.heartbeats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void isNotMissedBeforePeriodAndGraceAreOver() {
        assertThat(heartbeat(true, null).missed(NOON.plusSeconds(69))).isEmpty();
    }

    @Test
    void isMissedOnceTheyAre() {
        assertThat(heartbeat(true, null).missed(NOON.plusSeconds(70))).containsExactly(NOON.plusSeconds(70));
    }

    @Test
    void isMissedAgainWithEveryFurtherPeriod() {
        assertThat(heartbeat(true, null).missed(NOON.plusSeconds(200)))
                .containsExactly(NOON.plusSeconds(70), NOON.plusSeconds(130), NOON.plusSeconds(190));
        assertThat(heartbeat(false, null).missed(NOON.plusSeconds(60))).containsExactly(NOON.plusSeconds(60));
    }

    @Test
    void isNotMissedForWhatWasDueWhilePaused() {
        Instant resumed = NOON.plusSeconds(3600);

        assertThat(heartbeat(true, resumed).missed(resumed.plusSeconds(69))).isEmpty();
        assertThat(heartbeat(true, resumed).missed(resumed.plusSeconds(70))).containsExactly(resumed.plusSeconds(70));
    }

    @Test
    void findsABoundedNumberAfterALongOutage() {
        assertThat(heartbeat(true, null).missed(NOON.plus(Duration.ofDays(30)))).hasSize(20);
    }

    private static Heartbeat heartbeat(boolean came, @Nullable Instant resumedAt) {
        return new Heartbeat("mon_1", "acc_1", NOON, came, resumedAt, Duration.ofSeconds(60), Duration.ofSeconds(10));
    }
}
