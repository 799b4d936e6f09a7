package io.tocsin.query.deliveries;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.webhooks.Bell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Leases what is due, starts a virtual thread for each try, and writes the results down in batches. What counts as
 * under way ends with its result being written, so that nothing piles up while the database is away.
 */
@Component
class Dispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int BATCH = 500;
    private static final Duration RATED = Duration.ofMillis(100);
    private static final Duration LONGEST_BREATH = Duration.ofMillis(100);

    private final DeliveryQueue queue;
    private final Courier courier;
    private final ResultLog log;
    private final Windows windows;
    private final Bell bell;
    private final DeliverySettings settings;
    private final BlockingQueue<Tried> results = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    Dispatcher(
            DeliveryQueue queue,
            Courier courier,
            ResultLog log,
            Windows windows,
            Bell bell,
            DeliverySettings settings,
            MeterRegistry meters) {
        this.queue = queue;
        this.courier = courier;
        this.log = log;
        this.windows = windows;
        this.bell = bell;
        this.settings = settings;
        Gauge.builder("webhook_attempts_under_way", windows, Windows::underWay)
                .description("Tries of webhooks that have begun and are not written down yet")
                .register(meters);
    }

    @Override
    public void start() {
        running = true;
        threads.add(Thread.ofPlatform().name("webhook-dispatcher").daemon().start(() -> forever(this::dispatch)));
        threads.add(Thread.ofPlatform().name("webhook-results").daemon().start(() -> forever(this::writeResults)));
    }

    /** What is under way is given its time; what is not done by then is done again by whoever comes next. */
    @Override
    public void stop() {
        running = false;
        bell.ring();
        try {
            for (Thread thread : threads) {
                thread.join(settings.deadline().plusSeconds(2));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A step of a loop; it may block. */
    private interface Step {
        /** @return whether there is nothing left to do once we are stopping */
        boolean go() throws InterruptedException;
    }

    private void forever(Step step) {
        Tenancy.everyAccount(() -> {
            boolean done = false;
            while (running || !done) {
                try {
                    done = step.go();
                } catch (DataAccessException | TransactionException e) {
                    LOG.warn("Webhooks wait: {}", e.toString());
                    done = !running;
                    rest();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                } catch (RuntimeException e) {
                    LOG.error("Webhooks wait for what should not happen", e);
                    done = !running;
                    rest();
                }
            }
        });
    }

    private boolean dispatch() throws InterruptedException {
        if (!running) {
            return true;
        }
        long begun = System.nanoTime();
        Windows.Room room = windows.room();
        List<Leased> leased =
                room.isNone() ? List.of() : queue.lease(room.known(), room.unknown(), Math.min(BATCH, room.most()));
        for (Leased delivery : leased) {
            boolean kept = windows.begin(delivery);
            Thread.ofVirtual().name("webhook").start(() -> attempt(delivery, kept));
        }
        if (leased.size() < BATCH / 4) {
            breathe(Duration.ofNanos(System.nanoTime() - begun));
        }
        if (leased.isEmpty()) {
            bell.await(room.rated() ? RATED : settings.poll());
        }
        return !running;
    }

    /** Looking past many endpoints that hang costs the database something: little found, long rested. */
    private static void breathe(Duration looked) throws InterruptedException {
        Duration breath = looked.multipliedBy(3);
        Thread.sleep(breath.compareTo(LONGEST_BREATH) < 0 ? breath : LONGEST_BREATH);
    }

    private void attempt(Leased delivery, boolean kept) {
        Tenancy.everyAccount(() -> results.add(courier.attempt(delivery, kept)));
    }

    private boolean writeResults() throws InterruptedException {
        Tried first = results.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
            return windows.underWay() == 0;
        }
        List<Tried> batch = new ArrayList<>(List.of(first));
        results.drainTo(batch, BATCH - 1);
        while (!written(batch)) {
            rest();
        }
        batch.forEach(windows::end);
        bell.ring();
        return false;
    }

    private boolean written(List<Tried> batch) {
        try {
            log.write(batch);
            return true;
        } catch (DataIntegrityViolationException | InvalidDataAccessResourceUsageException e) {
            if (batch.size() > 1) {
                batch.forEach(tried -> written(List.of(tried)));
            } else {
                // its lease ends, and it is tried again: that beats holding up all the others
                LOG.error("What a try came to can't be written down", e);
            }
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Results of webhooks wait: {}", e.toString());
            return !running;
        }
    }

    private void rest() {
        try {
            Thread.sleep(settings.poll());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
