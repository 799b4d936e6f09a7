package io.tocsin.platform.events;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Ready once the start is through, the tables are read and a broker answers; asked of the broker every few seconds. */
final class EventsHealth extends AbstractHealthIndicator implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final EventsStartup startup;
    private final Admin admin;
    private final InstantSource clock;
    private Instant askedAt = Instant.EPOCH;
    private boolean answered;

    EventsHealth(EventsStartup startup, Admin admin, InstantSource clock) {
        super("The broker did not answer");
        this.startup = startup;
        this.admin = admin;
        this.clock = clock;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws InterruptedException {
        if (!startup.complete()) {
            health.outOfService().withDetail("waiting", "Kafka, the schema registry or the compacted topics");
        } else if (brokerAnswers()) {
            health.up();
        } else {
            health.down().withDetail("kafka", "does not answer");
        }
    }

    private synchronized boolean brokerAnswers() throws InterruptedException {
        Instant now = clock.instant();
        if (askedAt.plus(FRESH).isAfter(now)) {
            return answered;
        }
        try {
            admin.describeCluster().nodes().get(2, TimeUnit.SECONDS);
            answered = true;
        } catch (ExecutionException | TimeoutException e) {
            answered = false;
        }
        askedAt = now;
        return answered;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
