package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.tocsin.ingest.probes.Outcome;
import io.tocsin.ingest.probes.Outcome.Findings;
import io.tocsin.ingest.probes.Outcome.Timings;
import io.tocsin.ingest.probes.Probes;
import io.tocsin.ingest.probes.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckRunTest {
    private static final Instant SLOT = Instant.parse("2026-11-21T08:00:00Z");
    private static final Findings NOTHING = Findings.of(new Timings(null, null, null, null, null));
    private static final Outcome UP = new Outcome.Up(NOTHING);

    private final Probes probes = mock(Probes.class);
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Duration> late = new ArrayList<>();
    private final List<Duration> timeouts = new ArrayList<>();
    private Instant now = SLOT.plusMillis(30);
    private Duration took = Duration.ZERO;
    private boolean wanted = true;

    @SuppressWarnings("unchecked")
    @BeforeEach
    void probes() {
        doAnswer(call -> {
                    timeouts.add(call.getArgument(2));
                    ((Runnable) call.getArgument(3)).run();
                    now = now.plus(took);
                    ((Consumer<Outcome>) call.getArgument(4)).accept(outcomes.remove());
                    return null;
                })
                .when(probes)
                .probe(any(), any(), any(), any(), any());
    }

    @Test
    void tellsHowLateItBegan() {
        run(0, UP);

        assertThat(late).containsExactly(Duration.ofMillis(30));
        assertThat(checks.getFirst().lateness()).isEqualTo(Duration.ofMillis(30));
    }

    @Test
    void triesAgainAfterAFailureAndTellsOfIt() {
        run(2, down("first"), UP);

        assertThat(checks.getFirst().outcome()).isEqualTo(UP);
        assertThat(checks.getFirst().failedAttempts()).containsExactly("first");
        assertThat(late).hasSize(1);
    }

    @Test
    void isDownWhenAllAttemptsFailed() {
        run(2, down("first"), down("second"), down("third"));

        assertThat(checks.getFirst().outcome()).isEqualTo(down("third"));
        assertThat(checks.getFirst().failedAttempts()).containsExactly("first", "second");
    }

    @Test
    void endsAtItsTimeoutHoweverOftenItTries() {
        took = Duration.ofMillis(400);

        run(3, down("first"), down("second"), down("third"));

        assertThat(timeouts).containsExactly(Duration.ofMillis(1000), Duration.ofMillis(600), Duration.ofMillis(200));
        assertThat(checks.getFirst().failedAttempts()).containsExactly("first", "second");
    }

    @Test
    void triesNoFurtherWhenTheMonitorIsGone() {
        wanted = false;

        run(2, down("first"));

        assertThat(checks.getFirst().outcome()).isEqualTo(down("first"));
    }

    private void run(int retries, Outcome... each) {
        outcomes.addAll(List.of(each));
        Monitor monitor = new Monitor(
                "mon",
                "acc",
                1,
                "port",
                new Target.Port("example.org", 25),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                retries,
                false,
                null,
                Instant.EPOCH);
        InstantSource clock = () -> now;
        new CheckRun(monitor, new Slot(SLOT, Slot.Kind.REGULAR), probes, clock, () -> wanted)
                .begin(late::add, checks::add);
        assertThat(checks).hasSize(1);
        assertThat(outcomes).isEmpty();
    }

    private static Outcome down(String reason) {
        return new Outcome.Down(reason, NOTHING);
    }
}
