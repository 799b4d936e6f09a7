package io.tocsin.ingest.checks;

import io.tocsin.events.CheckCompleted;
import io.tocsin.ingest.probes.Outcome;
import io.tocsin.schemas.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes checks. What Kafka does not take is kept, up to a bound, and sent again once it does; a check that was sent
 * twice is stored once, by its identity.
 */
@Component
class ChecksPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(ChecksPublisher.class);
    private static final int PORTION = 500;

    private final KafkaTemplate<String, Object> kafka;
    private final CheckMeters meters;
    private final CheckSettings settings;
    private final Deque<CheckCompleted> backlog = new ArrayDeque<>();

    ChecksPublisher(KafkaTemplate<String, Object> kafka, CheckMeters meters, CheckSettings settings) {
        this.kafka = kafka;
        this.meters = meters;
        this.settings = settings;
        meters.watch("checks.backlog", "Results that wait for Kafka", this::waiting);
    }

    void publish(Check check) {
        CheckCompleted event = of(check, settings.location());
        if (waiting() > 0) {
            keep(event); // behind those that wait, not before them
        } else {
            send(event);
        }
    }

    int waiting() {
        synchronized (backlog) {
            return backlog.size();
        }
    }

    @Scheduled(fixedDelay = 500)
    void sendAgain() {
        for (int i = 0; i < PORTION; i++) {
            CheckCompleted event = next();
            if (event == null) {
                return;
            }
            CompletableFuture<?> sent = send(event);
            if (sent.isCompletedExceptionally()) {
                return;
            }
        }
    }

    private @Nullable CheckCompleted next() {
        synchronized (backlog) {
            return backlog.poll();
        }
    }

    private CompletableFuture<?> send(CheckCompleted event) {
        CompletableFuture<?> sent;
        try {
            sent = kafka.send(Topics.CHECKS.name(), event.getMonitorId(), event);
        } catch (RuntimeException e) {
            sent = CompletableFuture.failedFuture(e);
        }
        return sent.whenComplete((_, failure) -> {
            if (failure != null) {
                LOG.debug("A result waits for Kafka", failure);
                keep(event);
            }
        });
    }

    private void keep(CheckCompleted event) {
        synchronized (backlog) {
            if (backlog.isEmpty()) {
                LOG.warn("Kafka takes no results; they are kept");
            }
            backlog.add(event);
            if (backlog.size() > settings.backlog()) {
                backlog.remove();
                meters.lost();
            }
        }
    }

    private static CheckCompleted of(Check check, String location) {
        Monitor monitor = check.monitor();
        CheckCompleted.Builder event = CheckCompleted.newBuilder()
                .setMonitorId(monitor.id())
                .setAccountId(monitor.accountId())
                .setRevision(monitor.revision())
                .setLocation(location)
                .setScheduledAt(check.slot().scheduledAt())
                .setStartedAt(check.startedAt())
                .setRequested(check.slot().kind() == Slot.Kind.REQUESTED);
        return switch (check.outcome()) {
            case Outcome.Up up ->
                add(event, up.timings())
                        .setSuccess(true)
                        .setStatusCode(up.status())
                        .build();
            case Outcome.Down down ->
                add(event, down.timings())
                        .setSuccess(false)
                        .setStatusCode(down.status())
                        .setReason(down.reason())
                        .build();
            case Outcome.Unknown unknown ->
                throw new IllegalArgumentException("Nothing is known of the target: " + unknown.reason());
        };
    }

    private static CheckCompleted.Builder add(CheckCompleted.Builder event, Outcome.Timings timings) {
        return event.setLatencyMicros(timings.latency())
                .setDnsMicros(timings.dns())
                .setConnectMicros(timings.connect())
                .setTlsMicros(timings.tls())
                .setFirstByteMicros(timings.firstByte());
    }
}
