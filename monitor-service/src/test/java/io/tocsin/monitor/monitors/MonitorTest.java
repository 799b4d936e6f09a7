package io.tocsin.monitor.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.monitor.targets.RequestContent;
import io.tocsin.monitor.targets.Target;
import io.tocsin.monitor.targets.WebRequest;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MonitorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Definition SHOP = TestOrders.of("Shop", TestOrders.http("http://shop.example"), List.of());
    private static final Definition STORE =
            TestOrders.of("Store", TestOrders.keyword("http://shop.example", "ok"), List.of("a"));

    private static final Secrets SECRETS = TestOrders.SECRETS;

    private final Monitor monitor = new Monitor("mon_1", "acc_1", SHOP, SECRETS, NOON);

    @Test
    void beginsRunningWithItsFirstRevision() {
        assertThat(monitor.revision()).isEqualTo(1);
        assertThat(monitor.isPaused()).isFalse();
        assertThat(monitor.definition(SECRETS)).isEqualTo(SHOP);
    }

    @Test
    void countsARevisionForEveryChange() {
        assertThat(monitor.change(STORE, SECRETS, NOON.plusSeconds(1))).isTrue();

        assertThat(monitor.definition(SECRETS)).isEqualTo(STORE);
        assertThat(monitor.revision()).isEqualTo(2);
        assertThat(monitor.changedAt()).isEqualTo(NOON.plusSeconds(1));
        assertThat(monitor.createdAt()).isEqualTo(NOON);
    }

    @Test
    void countsNoneForAChangeToTheSame() {
        assertThat(monitor.change(SHOP, SECRETS, NOON.plusSeconds(1))).isFalse();

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

    @Test
    void keepsWhatAChecksSendsToItself() {
        RequestContent content = new RequestContent(Map.of("Authorization", "Bearer s3cret"), "{\"n\":1}");
        Definition posting = TestOrders.of(
                "Post",
                new Target.Http("http://shop.example", new WebRequest("POST", List.of("201"), false, content)),
                List.of());

        monitor.change(posting, SECRETS, NOON);

        assertThat(monitor.definition(SECRETS)).isEqualTo(posting);
        assertThat(monitor.sealedRequest()).startsWith("v1.").doesNotContain("s3cret");
        assertThat(monitor.change(posting, SECRETS, NOON)).isFalse();
        monitor.change(SHOP, SECRETS, NOON);
        assertThat(monitor.sealedRequest()).isNull();
    }

    @Test
    void keepsTheAddressOfAHeartbeatWhileItWaitsForOne() {
        monitor.change(TestOrders.of("Backup", new Target.Heartbeat(60, 10), List.of()), SECRETS, NOON);
        HeartbeatToken first = monitor.heartbeatToken();
        monitor.change(TestOrders.of("Backup", new Target.Heartbeat(90, 10), List.of()), SECRETS, NOON);

        assertThat(first).isNotNull().isEqualTo(monitor.heartbeatToken());
        assertThat(SECRETS.heartbeatUrl("mon_1", first)).matches("http://localhost:8080/api/v1/heartbeat/[\\w-]{43}");
        monitor.change(SHOP, SECRETS, NOON);
        assertThat(monitor.heartbeatToken()).isNull();
    }
}
