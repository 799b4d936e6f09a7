package io.tocsin.query.heartbeats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BEFORE = NOON.minusSeconds(3600);

    @Test
    void isNotMissedBeforePeriodAndGraceAreOver() {
        assertThat(heartbeat(true, BEFORE).missed(NOON.plusSeconds(69))).isEmpty();
    }

    @Test
    void isMissedOnceTheyAre() {
        assertThat(heartbeat(true, BEFORE).missed(NOON.plusSeconds(70))).containsExactly(NOON.plusSeconds(70));
    }

    @Test
    void isMissedAgainWithEveryFurtherPeriod() {
        assertThat(heartbeat(true, BEFORE).missed(NOON.plusSeconds(200)))
                .containsExactly(NOON.plusSeconds(70), NOON.plusSeconds(130), NOON.plusSeconds(190));
        assertThat(heartbeat(false, BEFORE).missed(NOON.plusSeconds(60))).containsExactly(NOON.plusSeconds(60));
    }

    @Test
    void isWaitedForAnewFromEveryChangeOn() {
        Instant changed = NOON.plusSeconds(3600);

        assertThat(heartbeat(true, changed).missed(changed.plusSeconds(69))).isEmpty();
        assertThat(heartbeat(true, changed).missed(changed.plusSeconds(70))).containsExactly(changed.plusSeconds(70));
        assertThat(heartbeat(false, changed).missed(changed.plusSeconds(69))).isEmpty();
    }

    @Test
    void findsABoundedNumberAfterALongOutage() {
        assertThat(heartbeat(true, BEFORE).missed(NOON.plus(Duration.ofDays(30))))
                .hasSize(20);
    }

    private static Heartbeat heartbeat(boolean came, Instant changedAt) {
        return new Heartbeat("mon_1", "acc_1", NOON, came, changedAt, Duration.ofSeconds(60), Duration.ofSeconds(10));
    }
}
