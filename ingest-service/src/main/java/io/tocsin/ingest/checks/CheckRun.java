package io.tocsin.ingest.checks;

import io.tocsin.ingest.probes.Outcome;
import io.tocsin.ingest.probes.Probes;
import io.tocsin.ingest.probes.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One check under way: probes the target, and again at once after a failure, as often as the monitor says and its timeout has
 * time left for.
 */
final class CheckRun {
    /** Less than that is no attempt; it is also the shortest timeout that a monitor may have. */
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private final Monitor monitor;
    private final Target target;
    private final Slot slot;
    private final Probes probes;
    private final InstantSource clock;
    private final BooleanSupplier wanted;
    private @Nullable List<String> failures;
    private @Nullable Instant startedAt;

    /** @param wanted whether a further attempt is still worth anything */
    CheckRun(Monitor monitor, Slot slot, Probes probes, InstantSource clock, BooleanSupplier wanted) {
        this.monitor = monitor;
        this.target = Objects.requireNonNull(monitor.target());
        this.slot = slot;
        this.probes = probes;
        this.clock = clock;
        this.wanted = wanted;
    }

    /**
     * Returns at once.
     *
     * @param late is told how late the first attempt began
     * @param whenOver gets the check, exactly once
     */
    void begin(Consumer<Duration> late, Consumer<Check> whenOver) {
        probes.probe(
                monitor.accountId(),
                target,
                monitor.timeout(),
                () -> {
                    Instant now = clock.instant();
                    startedAt = now;
                    late.accept(Duration.between(slot.scheduledAt(), now));
                },
                outcome -> proceed(outcome, whenOver));
    }

    private void proceed(Outcome outcome, Consumer<Check> whenOver) {
        Duration left = left();
        if (outcome instanceof Outcome.Down down
                && failed().size() < monitor.retries()
                && left.compareTo(SHORTEST) >= 0
                && wanted.getAsBoolean()) {
            failed().add(down.reason());
            probes.probe(monitor.accountId(), target, left, () -> {}, next -> proceed(next, whenOver));
            return;
        }
        List<String> before = failures == null ? List.of() : List.copyOf(failures);
        whenOver.accept(new Check(monitor, slot, Objects.requireNonNull(startedAt), outcome, before));
    }

    private Duration left() {
        Duration spent = Duration.between(Objects.requireNonNull(startedAt), clock.instant());
        return spent.isNegative() ? monitor.timeout() : monitor.timeout().minus(spent);
    }

    private List<String> failed() {
        List<String> known = failures;
        if (known == null) {
            known = new ArrayList<>(monitor.retries());
            failures = known;
        }
        return known;
    }
}
