package io.tocsin.ingest.checks;

import io.tocsin.ingest.probes.Outcome;
import io.tocsin.ingest.probes.Probes;
import io.tocsin.ingest.probes.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs what is due: each check in a virtual thread of its own, so many at once as are allowed. A monitor has one regular
 * check at a time, so what waits is never more than the monitors that are held; one that was asked for does not wait.
 */
@Component
class CheckRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);

    private final Probes probes;
    private final ChecksPublisher publisher;
    private final CheckMeters meters;
    private final CheckSettings settings;
    private final InstantSource clock;
    private final Semaphore places;
    private final CheckTimer timer;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("check-", 0).factory());

    CheckRunner(
            Probes probes, ChecksPublisher publisher, CheckMeters meters, CheckSettings settings, InstantSource clock) {
        this.probes = probes;
        this.publisher = publisher;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.places = new Semaphore(settings.concurrency());
        this.timer = new CheckTimer(clock, this::begin);
        meters.watch("checks.planned", "Slots that the timer holds", timer::size);
    }

    void start() {
        timer.start();
    }

    void plan(HeldMonitor held, Slot slot) {
        timer.plan(held, slot);
    }

    /** Begins nothing more, and gives what is under way that long to end. */
    void stop(Duration patience) {
        timer.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Checks that have not ended yet are given up; their slots stay unknown");
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(CheckTimer.Due due) {
        HeldMonitor held = due.held();
        if (!held.held()) {
            return;
        }
        Slot slot = due.slot();
        Instant now = clock.instant();
        if (slot.kind() == Slot.Kind.REGULAR) {
            timer.plan(held, held.next(slot, now));
            if (slot.scheduledAt().plus(settings.catchUp()).isBefore(now)) {
                meters.missed();
                return;
            }
        }
        if (slot.kind() != Slot.Kind.REQUESTED && !held.begin()) {
            meters.missed();
            return;
        }
        try {
            threads.execute(() -> run(held, slot));
        } catch (RejectedExecutionException _) {
            LOG.debug("The runner is stopping");
        }
    }

    private void run(HeldMonitor held, Slot slot) {
        try {
            places.acquire();
            try {
                if (held.held()) {
                    check(held.monitor(), slot);
                }
            } finally {
                places.release();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("A check of {} failed on our side", held.monitor().id(), e);
            meters.unknown();
        } finally {
            if (slot.kind() != Slot.Kind.REQUESTED) {
                held.end();
            }
        }
    }

    private void check(Monitor monitor, Slot slot) {
        Target target = monitor.target();
        if (target == null) {
            return;
        }
        Instant startedAt = clock.instant();
        meters.started(Duration.between(slot.scheduledAt(), startedAt));
        Outcome outcome = probes.probe(target, monitor.timeout());
        switch (outcome) {
            case Outcome.Up _ -> meters.up();
            case Outcome.Down _ -> meters.down();
            case Outcome.Unknown unknown -> {
                LOG.warn("A check of {} is unknown: {}", monitor.id(), unknown.reason());
                meters.unknown();
                return;
            }
        }
        publisher.publish(new Check(monitor, slot, startedAt, outcome));
    }
}
