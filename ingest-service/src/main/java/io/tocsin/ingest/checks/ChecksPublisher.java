package io.tocsin.ingest.checks;

import io.tocsin.events.CheckCompleted;
import io.tocsin.ingest.probes.Outcome;
import io.tocsin.ingest.probes.Outcome.Findings;
import io.tocsin.ingest.probes.Outcome.Timings;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Publishes checks, from a thread of its own: a producer without a broker blocks, and no probe shall wait for that. What
 * Kafka does not take is kept, up to a bound, and goes out in the order of its slots once it does; a check that was sent
 * twice is stored once, by its identity.
 */
@Component
class ChecksPublisher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ChecksPublisher.class);

    /**
     * Collects what is sent together, unless somebody waits for it: a batch costs broker and producer about as much as a
     * single record.
     */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private static final Duration COMPANY = Duration.ofMillis(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofSeconds(9);

    /** Results that are sent to find out whether Kafka is there again. */
    private static final int TRIAL = 500;

    private final KafkaTemplate<String, Object> kafka;
    private final CheckMeters meters;
    private final CheckSettings settings;
    private final Queue<Check> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<CheckCompleted> refused = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<CheckCompleted> backlog =
            new PriorityQueue<>(Comparator.comparing(CheckCompleted::getScheduledAt));
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile int kept;
    private volatile @Nullable Thread thread;
    private volatile boolean closed;
    private boolean away;

    ChecksPublisher(KafkaTemplate<String, Object> kafka, CheckMeters meters, CheckSettings settings) {
        this.kafka = kafka;
        this.meters = meters;
        this.settings = settings;
        meters.watch("checks.backlog", "Results that wait for Kafka", this::waiting);
    }

    void publish(Check check) {
        arrivals.add(check);
        if (isUrgent(check)) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether it may become an incident, or somebody has changed or asked for something and looks at the screen. */
    private static boolean isUrgent(Check check) {
        return check.outcome() instanceof Outcome.Down || check.slot().kind() != Slot.Kind.REGULAR;
    }

    int waiting() {
        return arrivals.size() + refused.size() + kept;
    }

    @Override
    public void start() {
        closed = false;
        thread = Thread.ofPlatform().name("checks-publisher").daemon().start(this::run);
    }

    /** Sends what there is, if Kafka takes it. */
    @Override
    public void stop() {
        closed = true;
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(DRAIN);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /** Stopped after the runner, whose last checks it has to send. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    private void run() {
        try {
            while (!closed) {
                gather();
                if (!round()) {
                    Thread.sleep(PAUSE);
                }
            }
            long end = System.nanoTime() + DRAIN.toNanos();
            while ((waiting() > 0 || inFlight.get() > 0) && System.nanoTime() < end) {
                round();
                Thread.sleep(GATHERING);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void gather() throws InterruptedException {
        long begin = System.nanoTime();
        LockSupport.parkNanos(GATHERING.toNanos());
        if (System.nanoTime() - begin < GATHERING.toNanos()) {
            Thread.sleep(COMPANY); // one that is urgent seldom comes alone
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** Sends what waits; false where Kafka takes nothing. */
    boolean round() {
        collect();
        if (away && inFlight.get() > 0) {
            return false; // what is still under way may come back, and stands before the rest
        }
        int most = away ? TRIAL : Integer.MAX_VALUE;
        boolean trial = away;
        away = false;
        for (int i = 0; i < most && !backlog.isEmpty() && !away && refused.isEmpty(); i++) {
            send(backlog.remove());
        }
        if (trial && (inFlight.get() > 0 || !refused.isEmpty())) {
            away = true;
        }
        if (!refused.isEmpty()) {
            begunToFail();
        }
        kept = backlog.size();
        return !away;
    }

    private void collect() {
        for (Check check = arrivals.poll(); check != null; check = arrivals.poll()) {
            accept(check);
        }
        if (!refused.isEmpty()) {
            begunToFail();
        }
        for (CheckCompleted event = refused.poll(); event != null; event = refused.poll()) {
            backlog.add(event);
        }
        while (backlog.size() > settings.backlog()) {
            backlog.remove();
            meters.lost();
        }
        kept = backlog.size();
    }

    private void accept(Check check) {
        try {
            backlog.add(of(check, settings.location()));
        } catch (RuntimeException e) {
            LOG.error("A result of {} can't be told", check.monitor().id(), e);
            meters.unknown();
        }
    }

    private void begunToFail() {
        if (!away) {
            LOG.warn("Kafka takes no results; they are kept");
            away = true;
        }
    }

    private void send(CheckCompleted event) {
        inFlight.incrementAndGet();
        CompletableFuture<?> sent;
        try {
            sent = kafka.send(Topics.CHECKS.name(), event.getMonitorId(), event);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        sent.whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.debug("A result waits for Kafka", failure);
                refused.add(event);
            }
            inFlight.decrementAndGet();
        });
    }

    private static CheckCompleted of(Check check, String location) {
        Monitor monitor = check.monitor();
        CheckCompleted.Builder event = CheckCompleted.newBuilder()
                .setMonitorId(monitor.id())
                .setAccountId(monitor.accountId())
                .setRevision(monitor.revision())
                .setType(monitor.type())
                .setLocation(location)
                .setScheduledAt(check.slot().scheduledAt())
                .setStartedAt(check.startedAt())
                .setLatenessMicros(Math.max(0, check.lateness().toNanos() / 1000))
                .setRequested(check.slot().kind() == Slot.Kind.REQUESTED)
                .setAttempts(check.failedAttempts().size() + 1)
                .setFailedAttempts(check.failedAttempts());
        return switch (check.outcome()) {
            case Outcome.Up up -> add(event, up.findings()).setSuccess(true).build();
            case Outcome.Down down ->
                add(event, down.findings())
                        .setSuccess(false)
                        .setReason(down.reason())
                        .build();
            case Outcome.Unknown unknown ->
                throw new IllegalArgumentException("Nothing is known of the target: " + unknown.reason());
        };
    }

    private static CheckCompleted.Builder add(CheckCompleted.Builder event, Findings findings) {
        Timings timings = findings.timings();
        return event.setStatusCode(findings.status())
                .setMessage(findings.message())
                .setCertificateNotAfter(findings.certificateNotAfter())
                .setLatencyMicros(timings.latency())
                .setDnsMicros(timings.dns())
                .setConnectMicros(timings.connect())
                .setTlsMicros(timings.tls())
                .setFirstByteMicros(timings.firstByte());
    }
}
