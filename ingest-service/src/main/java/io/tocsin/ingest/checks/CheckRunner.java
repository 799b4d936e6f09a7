package io.tocsin.ingest.checks;

import io.tocsin.ingest.collectors.AccountsTable;
import io.tocsin.ingest.places.Places;
import io.tocsin.ingest.probes.Outcome;
import io.tocsin.ingest.probes.Probes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs what is due, so many checks at once as are allowed. No thread belongs to a check. A monitor has one regular check
 * at a time, so what waits is never more than the monitors that are held; one that was asked for does not wait for it.
 */
@Component
class CheckRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);

    private final Probes probes;
    private final ChecksPublisher publisher;
    private final AccountsTable accounts;
    private final CheckMeters meters;
    private final CheckSettings settings;
    private final InstantSource clock;
    private final Places places;
    private final CheckTimer timer;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean closed;

    CheckRunner(
            Probes probes,
            ChecksPublisher publisher,
            AccountsTable accounts,
            CheckMeters meters,
            CheckSettings settings,
            InstantSource clock) {
        this.probes = probes;
        this.publisher = publisher;
        this.accounts = accounts;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
        this.places = new Places(settings.concurrency(), settings.accountShare());
        this.timer = new CheckTimer(clock, this::begin);
        meters.watch("checks.planned", "Slots that the timer holds", timer::size);
        meters.watch("checks.running", "Checks that are under way", places::taken);
    }

    void start() {
        closed = false;
        timer.start();
    }

    void plan(HeldMonitor held, Slot slot) {
        timer.plan(held, slot);
    }

    /** Begins nothing more, and gives what is under way that long to end. */
    void stop(Duration patience) {
        closed = true;
        timer.close();
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (underWay.get() > 0 && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (underWay.get() > 0) {
            LOG.warn("{} checks have not ended yet and are given up; their slots stay unknown", underWay);
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
            timer.planNext(due, held.next(slot, now).scheduledAt());
            if (slot.scheduledAt().plus(settings.catchUp()).isBefore(now)) {
                meters.missed();
                return;
            }
        }
        if (accounts.isSuspended(held.monitor().accountId())) {
            return;
        }
        if (slot.kind() != Slot.Kind.REQUESTED && !held.begin()) {
            meters.missed();
            return;
        }
        underWay.incrementAndGet();
        places.take(held.monitor().accountId(), () -> run(held, slot));
    }

    private void run(HeldMonitor held, Slot slot) {
        if (closed || !held.held()) {
            end(held, slot);
            return;
        }
        new CheckRun(held.monitor(), slot, probes, clock, held::held).begin(meters::started, check -> {
            try {
                tell(check);
            } finally {
                end(held, slot);
            }
        });
    }

    private void end(HeldMonitor held, Slot slot) {
        if (slot.kind() != Slot.Kind.REQUESTED) {
            held.end();
        }
        underWay.decrementAndGet();
        places.giveBack(held.monitor().accountId());
    }

    private void tell(Check check) {
        switch (check.outcome()) {
            case Outcome.Up _ -> meters.up();
            case Outcome.Down _ -> meters.down();
            case Outcome.Unknown unknown -> {
                LOG.warn("A check of {} is unknown: {}", check.monitor().id(), unknown.reason());
                meters.unknown();
                return;
            }
        }
        publisher.publish(check);
    }
}
