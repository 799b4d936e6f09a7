package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.checks.Slot.Kind;
import io.tocsin.ingest.probes.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HeldMonitorTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:19:47.123Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(3));
    private static final Duration CATCH_UP = Duration.ofSeconds(10);
    private static final Target TARGET = new Target.Port("example.org", 25);

    private final List<String> planned = new ArrayList<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Shard shard = new Shard(
            InstantSource.fixed(NOW),
            CATCH_UP,
            size,
            (held, slot) ->
                    planned.add(held.monitor().id() + " " + held.monitor().revision() + " " + slot.kind()));

    @Test
    void checksANewMonitorAtTheInstantOfItsDefinition() {
        Instant changed = NOW.minusMillis(200);

        List<Slot> slots = first(monitor("m", 1, changed, null), null);

        assertThat(slots.getFirst()).isEqualTo(new Slot(changed, Kind.CHANGED));
        assertThat(slots.getLast().kind()).isEqualTo(Kind.REGULAR);
        assertThat(slots.getLast().scheduledAt()).isAfter(NOW);
    }

    @Test
    void goesOnWithTheCurrentSlotAfterATakeover() {
        Monitor monitor = monitor("m", 1, LONG_AGO, LONG_AGO);
        CheckSchedule schedule = CheckSchedule.of("m", monitor.interval());
        Instant current = schedule.atOrBefore(NOW);

        assertThat(new HeldMonitor(monitor).firstSlots(null, current.plusSeconds(3), CATCH_UP))
                .containsExactly(new Slot(current, Kind.REGULAR));
        assertThat(new HeldMonitor(monitor).firstSlots(null, current.plusSeconds(11), CATCH_UP))
                .containsExactly(new Slot(schedule.after(current), Kind.REGULAR));
    }

    @Test
    void checksAtOnceWhenTheRevisionGrows() {
        assertThat(first(monitor("m", 2, NOW, null), monitor("m", 1, LONG_AGO, null)))
                .extracting(Slot::kind)
                .containsExactly(Kind.CHANGED, Kind.REGULAR);
    }

    @Test
    void runsARequestOnceWithItsOwnSlot() {
        Instant asked = NOW.minusMillis(50);
        Monitor before = monitor("m", 1, LONG_AGO, null);
        Monitor after = monitor("m", 1, LONG_AGO, asked);

        assertThat(first(after, before).getFirst()).isEqualTo(new Slot(asked, Kind.REQUESTED));
        assertThat(first(after, after)).extracting(Slot::kind).containsExactly(Kind.REGULAR);
        assertThat(first(monitor("m", 1, LONG_AGO, LONG_AGO), null))
                .extracting(Slot::kind)
                .doesNotContain(Kind.REQUESTED);
    }

    @Test
    void plansNothingForWhatIsPausedOrHasNoProbe() {
        Monitor paused = new Monitor(
                "m", "acc", 1, "port", TARGET, Duration.ofSeconds(30), Duration.ofSeconds(5), 0, true, NOW, NOW);
        Monitor strange = new Monitor(
                "m", "acc", 1, "odd", null, Duration.ofSeconds(30), Duration.ofSeconds(5), 0, false, NOW, NOW);

        assertThat(first(paused, null)).isEmpty();
        assertThat(first(strange, null)).isEmpty();
    }

    @Test
    void leavesOutWhatWasMissed() {
        HeldMonitor held = new HeldMonitor(monitor("m", 1, LONG_AGO, null));
        CheckSchedule schedule = CheckSchedule.of("m", Duration.ofSeconds(30));
        Slot slot = new Slot(schedule.atOrBefore(NOW), Kind.REGULAR);

        assertThat(held.next(slot, NOW).scheduledAt())
                .isEqualTo(slot.scheduledAt().plusSeconds(30));
        assertThat(held.next(slot, slot.scheduledAt().plusSeconds(95)).scheduledAt())
                .isEqualTo(slot.scheduledAt().plusSeconds(120));
    }

    @Test
    void plansNothingBeforeThePartitionIsRead() {
        shard.define(monitor("m", 1, LONG_AGO, null));
        shard.define(monitor("m", 2, NOW, null));
        shard.define(monitor("gone", 1, NOW, null));
        shard.remove("gone");
        assertThat(planned).isEmpty();

        shard.load();

        assertThat(planned).containsExactly("m 2 CHANGED", "m 2 REGULAR");
        assertThat(size).hasValue(1);
    }

    @Test
    void ignoresAnOlderRevision() {
        shard.load();
        shard.define(monitor("m", 2, NOW, null));
        planned.clear();

        shard.define(monitor("m", 1, NOW, null));

        assertThat(planned).isEmpty();
    }

    @Test
    void releasesWhatIsReplacedRemovedOrForgotten() {
        List<HeldMonitor> seen = new ArrayList<>();
        Shard own = new Shard(InstantSource.fixed(NOW), CATCH_UP, size, (held, slot) -> seen.add(held));
        own.load();
        own.define(monitor("a", 1, LONG_AGO, null));
        own.define(monitor("a", 2, LONG_AGO, null));
        own.define(monitor("b", 1, LONG_AGO, null));
        own.define(monitor("c", 1, LONG_AGO, null));

        own.remove("b");

        assertThat(seen).extracting(HeldMonitor::held).containsExactly(false, true, false, true);
        assertThat(size).hasValue(2);

        own.forget();

        assertThat(seen).noneMatch(HeldMonitor::held);
        assertThat(size).hasValue(0);
    }

    private static List<Slot> first(Monitor monitor, Monitor before) {
        return new HeldMonitor(monitor).firstSlots(before, NOW, CATCH_UP);
    }

    private static Monitor monitor(String id, long revision, Instant changed, Instant requested) {
        return new Monitor(
                id,
                "acc",
                revision,
                "port",
                TARGET,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                0,
                false,
                requested,
                changed);
    }
}
