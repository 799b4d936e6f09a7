package io.tocsin.monitor;

import io.tocsin.events.AccountChanged;
import io.tocsin.events.StatusDecided;
import io.tocsin.schemas.Topic;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.SchemaRegistryClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.kafka.core.KafkaTemplate;

/** Publishes what other services publish, with the schemas that they register at their start. */
@TestComponent
public class Published {
    private final KafkaTemplate<String, Object> kafka;
    private final SchemaRegistryClient registry;
    private final AtomicLong revisions = new AtomicLong();

    Published(KafkaTemplate<String, Object> kafka, SchemaRegistryClient registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /** An account whose plan allows that many monitors and collectors, checked no oftener than every 30 seconds. */
    public void account(String id, int maxMonitors, int maxCollectors) {
        account(on(id, "team", maxMonitors, 30).setMaxCollectors(maxCollectors));
    }

    /** An account on another plan. */
    public void plan(String id, String tier, int maxMonitors, int minIntervalSeconds) {
        account(on(id, tier, maxMonitors, minIntervalSeconds));
    }

    /** An account that was deleted for good. */
    public void deleted(String id) {
        account(on(id, "team", 5, 30).setDeletedAt(now()));
    }

    private void account(AccountChanged.Builder account) {
        send(Topics.ACCOUNTS, account.getAccountId(), account.build());
    }

    private AccountChanged.Builder on(String id, String tier, int maxMonitors, int minIntervalSeconds) {
        return AccountChanged.newBuilder()
                .setAccountId(id)
                .setRevision(revisions.incrementAndGet())
                .setTier(tier)
                .setMaxMonitors(maxMonitors)
                .setMinIntervalSeconds(minIntervalSeconds)
                .setRequestsPerMinute(1000)
                .setRetentionDays(30)
                .setMaxWebhookEndpoints(1)
                .setMaxCollectors(1)
                .setChangedAt(now());
    }

    /** What query-service decided of a monitor or collector. */
    public void status(String accountId, String subjectId, String kind, String status) {
        send(
                Topics.STATUS,
                subjectId,
                StatusDecided.newBuilder()
                        .setSubjectId(subjectId)
                        .setAccountId(accountId)
                        .setKind(kind)
                        .setStatus(status)
                        .setSince(now())
                        .setLastObservedAt(now())
                        .setDecidedAt(now())
                        .build());
    }

    private void send(Topic topic, String key, SpecificRecord event) {
        registry.register(topic.name() + "-value", event.getSchema());
        try {
            kafka.send(topic.name(), key, event).get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
