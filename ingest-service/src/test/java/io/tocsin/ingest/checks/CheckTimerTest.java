package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckTimerTest {
    private final List<Instant> order = new CopyOnWriteArrayList<>();
    private final Map<Instant, Instant> at = new ConcurrentHashMap<>();

    /** What the timer takes for now; null once time goes on. */
    private volatile Instant standing = Instant.ofEpochMilli(Instant.now().toEpochMilli());

    private final HeldMonitor held = new HeldMonitor(new Monitor(
            "mon", "acc", 1, "odd", null, Duration.ofSeconds(1), Duration.ofSeconds(1), 0, false, null, Instant.EPOCH));
    private final CheckTimer timer = new CheckTimer(this::now, due -> {
        order.add(due.slot().scheduledAt());
        at.put(due.slot().scheduledAt(), now());
        if (order.size() == 1) {
            throw new IllegalStateException("must not end the timer");
        }
    });

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void handsOnInTheOrderOfTimeAndNeverEarly() {
        Instant now = standing;
        timer.start();
        for (int millis : new int[] {300, 100, -5000, 200, 150}) {
            timer.plan(held, new Slot(now.plusMillis(millis), Slot.Kind.REGULAR));
        }
        standing = null;

        await().atMost(Duration.ofSeconds(60)).until(() -> order.size() == 5);

        assertThat(order).isSorted();
        assertThat(at).allSatisfy((planned, run) -> assertThat(run).isAfterOrEqualTo(planned));
        assertThat(timer.size()).isZero();
    }

    @Test
    void holdsManySlots() {
        Instant later = Instant.now().plus(Duration.ofHours(1));
        for (int i = 0; i < 100_000; i++) {
            timer.plan(held, new Slot(later.plusMillis(i % 997), Slot.Kind.REGULAR));
        }

        assertThat(timer.size()).isEqualTo(100_000);
    }

    @Test
    void plansTheNextCheckInThePlaceOfTheOneThatIsDue() {
        Instant now = standing;
        List<Slot> run = new CopyOnWriteArrayList<>();
        AtomicReference<CheckTimer> itself = new AtomicReference<>();
        try (CheckTimer repeating = new CheckTimer(this::now, due -> {
            run.add(due.slot());
            if (run.size() < 4) {
                itself.get().planNext(due, due.slot().scheduledAt().plusMillis(20));
            }
        })) {
            itself.set(repeating);
            repeating.plan(held, new Slot(now, Slot.Kind.REGULAR));
            standing = null;
            repeating.start();

            await().atMost(Duration.ofSeconds(60)).until(() -> run.size() == 4);

            assertThat(run)
                    .extracting(Slot::scheduledAt)
                    .containsExactly(now, now.plusMillis(20), now.plusMillis(40), now.plusMillis(60));
            assertThat(repeating.size()).isZero();
        }
    }

    private Instant now() {
        Instant still = standing;
        return still == null ? Instant.now() : still;
    }
}
