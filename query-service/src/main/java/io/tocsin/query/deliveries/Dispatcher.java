package io.tocsin.query.deliveries;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.webhooks.Bell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
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

    private final DeliveryQueue queue;
    private final Courier courier;
    private final ResultLog log;
    private final Windows windows;
    private final Bell bell;
    private final DeliverySettings settings;
    private final BlockingQueue<Tried> results = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean dispatching;
    private long nextLook;
    private Set<String> unserved = Set.of();

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
        nextLook = System.nanoTime();
        dispatching = true;
        threads.add(Thread.ofPlatform().name("webhook-dispatcher").daemon().start(() -> {
            forever(this::dispatch);
            dispatching = false;
        }));
        threads.add(Thread.ofPlatform().name("webhook-results").daemon().start(() -> forever(this::writeResults)));
    }

    /** What is under way is given its time; what is not done by then is done again by whoever comes next. */
    @Override
    public void stop() {
        running = false;
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

    /** Looks for those that the bell rang for, and every so often for everyone: other instances ring bells of their own. */
    private boolean dispatch() throws InterruptedException {
        if (!running) {
            return true;
        }
        if (nextLook - System.nanoTime() <= 0) {
            nextLook = System.nanoTime() + settings.poll().toNanos();
            Windows.Room room = windows.room();
            if (send(room, most -> queue.lease(room, most))) {
                nextLook = System.nanoTime();
            }
            return !running;
        }
        Set<String> limited = windows.limited();
        Set<String> named = new HashSet<>(bell.await(pause(limited)));
        named.addAll(limited);
        named.addAll(unserved);
        Set<String> open = windows.open(named);
        named.removeAll(open);
        unserved = named; // results make places free, and ring
        if (!open.isEmpty()) {
            Windows.Room room = windows.room(open);
            if (send(room, most -> queue.lease(open, room, most))) {
                bell.ring(open);
            }
        }
        return !running;
    }

    private Duration pause(Set<String> limited) {
        Duration untilLook = Duration.ofNanos(Math.max(0, nextLook - System.nanoTime()));
        return limited.isEmpty() || untilLook.compareTo(RATED) < 0 ? untilLook : RATED;
    }

    /** Sends what is leased. @return whether there may be more */
    private boolean send(Windows.Room room, IntFunction<List<Leased>> lease) {
        int most = Math.min(BATCH, room.most());
        if (most == 0) {
            return false;
        }
        List<Leased> leased = lease.apply(most);
        for (Leased delivery : leased) {
            boolean kept = windows.begin(delivery);
            Thread.ofVirtual().name("webhook").start(() -> attempt(delivery, kept));
        }
        return leased.size() == most;
    }

    private void attempt(Leased delivery, boolean kept) {
        Tenancy.everyAccount(() -> results.add(courier.attempt(delivery, kept)));
    }

    private boolean writeResults() throws InterruptedException {
        Tried first = results.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
            return !dispatching && windows.underWay() == 0;
        }
        List<Tried> batch = new ArrayList<>(List.of(first));
        results.drainTo(batch, BATCH - 1);
        while (!written(batch)) {
            rest();
        }
        batch.forEach(windows::end);
        bell.ring(batch.stream().map(tried -> tried.delivery().endpointId()).toList());
        return false;
    }

    private boolean written(List<Tried> batch) {
        try {
            log.write(batch);
            return true;
        } catch (DataIntegrityViolationException | InvalidDataAccessResourceUsageException e) {
            if (batch.size() > 1) {
                for (Tried tried : batch) {
                    while (!written(List.of(tried))) {
                        rest();
                    }
                }
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
