package io.tocsin.platform.events;

import io.tocsin.schemas.Topic;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaOperations;

/**
 * Brings a service up to Kafka and the registry, in the background and for as long as it takes: topics, schemas, tables,
 * then the listeners. Until it is through, the service runs and says that it is not ready.
 */
final class EventsStartup implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(EventsStartup.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Supplier<Admin> admins;
    private final TopicCreator topics;
    private final SchemaRegistrar schemas;
    private final CompactedTables tables;
    private final KafkaListenerEndpointRegistry listeners;
    private final Supplier<List<KafkaOperations<?, ?>>> producers;
    private final String service;
    private volatile boolean done;
    private @Nullable Thread thread;

    EventsStartup(
            Supplier<Admin> admins,
            TopicCreator topics,
            SchemaRegistrar schemas,
            CompactedTables tables,
            KafkaListenerEndpointRegistry listeners,
            Supplier<List<KafkaOperations<?, ?>>> producers,
            String service) {
        this.admins = admins;
        this.topics = topics;
        this.schemas = schemas;
        this.tables = tables;
        this.listeners = listeners;
        this.producers = producers;
        this.service = service;
    }

    boolean complete() {
        return done
                && tables.complete()
                && listeners.getListenerContainers().stream().allMatch(Lifecycle::isRunning);
    }

    @Override
    public void start() {
        done = false; // a service that was stopped and starts again has everything to read again
        thread = Thread.ofVirtual().name("events-startup").start(this::run);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
        thread = null;
        tables.close();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            insist("the topics", () -> {
                try (Admin admin = admins.get()) {
                    topics.createMissing(admin);
                }
                return null;
            });
            insist("the schema registry", () -> {
                schemas.register();
                return null;
            });
            // a producer's first record waits for metadata longer than a request may
            insist("the producers", () -> {
                for (KafkaOperations<?, ?> producer : producers.get()) {
                    for (Topic topic : Topics.ownedBy(service)) {
                        producer.partitionsFor(topic.name());
                    }
                }
                return null;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        tables.start();
        listeners.start();
        done = true;
        LOG.info("Connected to Kafka and the schema registry");
    }

    private static void insist(String what, Callable<@Nullable Void> step) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                step.call();
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                if (attempt % 10 == 1) {
                    LOG.warn("Waiting for {}: {}", what, e.toString());
                }
                Thread.sleep(PAUSE);
            }
        }
    }
}
