package io.tocsin.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StallsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final TestProbes probes = TestProbes.opened("127.0.0.0/8");

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void blamesNoTargetForTheTimeInWhichNobodyListened() throws Exception {
        try (ScriptedServer silent = ScriptedServer.playing((in, out) -> Thread.sleep(60_000))) {
            Outcome outcome = probes.beginAndOccupy(
                            TestProbes.page(silent.url("/")),
                            PATIENCE,
                            PATIENCE.dividedBy(4).multipliedBy(3))
                    .get(60, TimeUnit.SECONDS);

            assertThat(outcome).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void blamesATargetThatIsSilentWhileTheLoopIsFreeForMostOfTheTime() throws Exception {
        try (ScriptedServer silent = ScriptedServer.playing((in, out) -> Thread.sleep(60_000))) {
            Target.Http page = TestProbes.page(silent.url("/"));

            Outcome outcome = TestProbes.judgement(() -> probes.beginAndOccupy(page, PATIENCE, PATIENCE.dividedBy(4)));

            assertThat(outcome).isInstanceOf(Outcome.Down.class);
        }
    }

    @Test
    void forgetsAStallThatWasOverBeforeTheCheckBegan() throws Exception {
        try (ScriptedServer silent = ScriptedServer.playing((in, out) -> Thread.sleep(60_000))) {
            Target.Http page = TestProbes.page(silent.url("/"));
            Duration brief = Duration.ofMillis(500);

            Outcome outcome = TestProbes.judgement(() -> {
                probes.beginAndOccupy(page, brief, Duration.ofSeconds(2)).join();
                return probes.begin(page, brief);
            });

            assertThat(outcome).isInstanceOf(Outcome.Down.class);
        }
    }
}
