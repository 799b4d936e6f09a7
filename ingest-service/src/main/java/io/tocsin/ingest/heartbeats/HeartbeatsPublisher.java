package io.tocsin.ingest.heartbeats;

import io.tocsin.events.CheckCompleted;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** Publishes heartbeats as checks, and waits until Kafka has them. */
@Component
class HeartbeatsPublisher {
    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatsPublisher.class);
    private static final int PATIENCE_SECONDS = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** A heartbeat is the same wherever it comes in. */
    private static final String LOCATION = "heartbeat";

    private final KafkaTemplate<String, Object> kafka;

    HeartbeatsPublisher(KafkaTemplate<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** @throws ApiException with 503 where Kafka does not take it */
    void publish(Heartbeat monitor, Instant at) {
        CheckCompleted event = CheckCompleted.newBuilder()
                .setMonitorId(monitor.monitorId())
                .setAccountId(monitor.accountId())
                .setRevision(monitor.revision())
                .setType("heartbeat")
                .setLocation(LOCATION)
                .setScheduledAt(at)
                .setStartedAt(at)
                .setSuccess(true)
                .build();
        try {
            kafka.send(Topics.CHECKS.name(), monitor.monitorId(), event).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("A heartbeat of {} was not taken by Kafka", monitor.monitorId(), e);
            throw notTaken();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw notTaken();
        }
    }

    private static ApiException notTaken() {
        return new ApiException(ErrorCode.INTERNAL_002, "The heartbeat could not be stored").retryAfter(RETRY_AFTER);
    }
}
