package io.tocsin.query.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.query.incidents.Step.Move;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentTrackerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Thresholds thresholds = new Thresholds(3, 2);
    private Tracked tracked = Tracked.unobserved(START);

    @Test
    void opensAfterThirdFailure() {
        assertThat(observe("+---")).containsExactly(Move.NONE, Move.NONE, Move.NONE, Move.OPEN);
        assertThat(tracked.since()).isEqualTo(START.plusSeconds(4));
    }

    @Test
    void opensForAMonitorThatWasNeverUp() {
        assertThat(observe("---")).containsExactly(Move.NONE, Move.NONE, Move.OPEN);
    }

    @Test
    void staysPendingUntilSomethingIsCertain() {
        observe("--");

        assertThat(tracked.condition()).isEqualTo(new Condition.Pending(2));
    }

    @Test
    void startsCountingAgainAfterASuccess() {
        assertThat(observe("--+--")).doesNotContain(Move.OPEN);
    }

    @Test
    void opensOnlyOneIncidentAtATime() {
        assertThat(observe("------")).containsOnlyOnce(Move.OPEN);
    }

    @Test
    void resolvesAfterSecondSuccessInARow() {
        assertThat(observe("---+-++"))
                .containsExactly(Move.NONE, Move.NONE, Move.OPEN, Move.NONE, Move.NONE, Move.NONE, Move.RESOLVE);
        assertThat(tracked.condition()).isEqualTo(new Condition.Up(0));
    }

    @Test
    void lateFailuresNeverOpen() {
        observe("+--");
        Tracked before = tracked;

        Step step = IncidentTracker.apply(before, at(1, false), thresholds);

        assertThat(step).isEqualTo(new Step(before, Move.NONE));
    }

    @Test
    void lateSuccessesNeverResolve() {
        observe("---+");

        assertThat(IncidentTracker.apply(tracked, at(2, true), thresholds).move())
                .isEqualTo(Move.NONE);
        assertThat(IncidentTracker.apply(tracked, at(4, true), thresholds).move())
                .isEqualTo(Move.NONE);
    }

    @Test
    void aThresholdIsAtLeastOne() {
        assertThat(new Thresholds(0, -1)).isEqualTo(new Thresholds(1, 1));
    }

    private List<Move> observe(String marks) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < marks.length(); i++) {
            Step step = IncidentTracker.apply(tracked, at(i + 1, marks.charAt(i) == '+'), thresholds);
            tracked = step.after();
            moves.add(step.move());
        }
        return moves;
    }

    private static Observation at(int second, boolean up) {
        Instant at = START.plusSeconds(second);
        return new Observation("mon_1", at, "here", up, up ? null : "down", at, null, null);
    }
}
