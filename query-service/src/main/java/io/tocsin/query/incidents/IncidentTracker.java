package io.tocsin.query.incidents;

import io.tocsin.query.incidents.Condition.Down;
import io.tocsin.query.incidents.Condition.Pending;
import io.tocsin.query.incidents.Condition.Up;
import io.tocsin.query.incidents.Step.Move;
import java.time.Instant;

/**
 * Decides what observations mean. Pure, so that live traffic, replays and backtests decide alike. Observations that are
 * not newer than the last applied one change nothing: a late one can neither open nor close an incident.
 */
final class IncidentTracker {
    private IncidentTracker() {}

    static Step apply(Tracked before, Observation observation, Thresholds thresholds) {
        Instant until = before.appliedUntil();
        if (until != null && !observation.at().isAfter(until)) {
            return new Step(before, Move.NONE);
        }
        Condition after = next(before.condition(), observation.up(), thresholds);
        boolean same = after.getClass() == before.condition().getClass();
        Instant since = same ? before.since() : observation.at();
        return new Step(new Tracked(after, since, observation.at()), move(before.condition(), after));
    }

    private static Condition next(Condition condition, boolean up, Thresholds thresholds) {
        return switch (condition) {
            case Pending pending -> up ? new Up(0) : failed(pending.failures() + 1, thresholds, condition);
            case Up alive -> up ? new Up(0) : failed(alive.failures() + 1, thresholds, condition);
            case Down down
            when up -> down.successes() + 1 >= thresholds.recoveries() ? new Up(0) : new Down(down.successes() + 1);
            case Down _ -> new Down(0);
        };
    }

    private static Condition failed(int failures, Thresholds thresholds, Condition condition) {
        if (failures >= thresholds.failures()) {
            return new Down(0);
        }
        return condition instanceof Pending ? new Pending(failures) : new Up(failures);
    }

    private static Move move(Condition before, Condition after) {
        if (after instanceof Down && !(before instanceof Down)) {
            return Move.OPEN;
        }
        return before instanceof Down && !(after instanceof Down) ? Move.RESOLVE : Move.NONE;
    }
}
