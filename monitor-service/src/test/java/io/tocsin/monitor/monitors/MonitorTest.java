package io.tocsin.monitor.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Definition SHOP =
            new Definition("Shop", new Target.Http("http://shop.example"), 60, 10_000, 2, 1, List.of());
    private static final Definition STORE =
            new Definition("Store", new Target.Keyword("http://shop.example", "ok"), 60, 10_000, 2, 1, List.of("a"));

    private final Monitor monitor = new Monitor("mon_1", "acc_1", SHOP, NOON);

    @Test
    void beginsRunningWithItsFirstRevision() {
        assertThat(monitor.revision()).isEqualTo(1);
        assertThat(monitor.isPaused()).isFalse();
        assertThat(monitor.definition()).isEqualTo(SHOP);
    }

    @Test
    void countsARevisionForEveryChange() {
        assertThat(monitor.change(STORE, NOON.plusSeconds(1))).isTrue();

        assertThat(monitor.definition()).isEqualTo(STORE);
        assertThat(monitor.revision()).isEqualTo(2);
        assertThat(monitor.changedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(monitor.createdAt()).isEqualTo(NOON);
    }

    @Test
    void countsNoneForAChangeToTheSame() {
        assertThat(monitor.change(SHOP, NOON.plusSeconds(1))).isFalse();

        assertThat(monitor.revision()).isEqualTo(1);
    }

    @Test
    void pausesAndResumesOnce() {
        assertThat(monitor.resume(NOON)).isFalse();
        assertThat(monitor.pause(NOON)).isTrue();
        assertThat(monitor.pause(NOON)).isFalse();
        assertThat(monitor.isPaused()).isTrue();
        assertThat(monitor.resume(NOON)).isTrue();
        assertThat(monitor.revision()).isEqualTo(3);
    }

    @Test
    void givesEveryRequestedCheckASlotOfItsOwn() {
        monitor.requestCheck(NOON);
        monitor.requestCheck(NOON);

        assertThat(monitor.checkRequestedAt()).isEqualTo(NOON.plusMillis(1));
        assertThat(monitor.revision()).isEqualTo(1);
    }

    @Test
    void checksNothingWhilePaused() {
        monitor.pause(NOON);

        assertThatThrownBy(() -> monitor.requestCheck(NOON))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MONITOR_006));
    }
}
