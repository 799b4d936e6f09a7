package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.events.CheckCompleted;
import io.tocsin.events.MonitorDefined;
import io.tocsin.platform.testing.Infrastructure;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.AvroDeserializer;
import io.tocsin.schemas.serde.AvroSerializer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three runners share a thousand monitors, and one of them is killed. */
class RunnersIT {
    private static final int MONITORS = 1000;

    /** After the kill, after the return, and once more where the machine is slow. */
    private static final int MOVES = 3;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LONGEST_GAP = INTERVAL.plusSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final List<String> monitors =
            Stream.generate(() -> Ids.next("mon")).limit(MONITORS).toList();
    private final List<RunnerProcess> runners =
            Stream.of("a", "b", "c").map(RunnerProcess::new).toList();
    private final Map<String, List<Instant>> slots = new HashMap<>();
    private HttpServer target;

    @BeforeEach
    void listen() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        target.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        publish(false);
        for (RunnerProcess runner : runners) {
            runner.close();
        }
        target.stop(0);
    }

    @Test
    void takesOverWhatAKilledRunnerHeldAndGivesItItsShareAgain() throws Exception {
        for (RunnerProcess runner : runners) {
            runner.start();
        }
        await().atMost(PATIENCE).until(() -> runners.stream().allMatch(RunnerProcess::isReady));
        publish(true);
        await().atMost(PATIENCE).until(() -> runners.stream().allMatch(runner -> runner.monitors() > 0));
        Instant begin = Instant.now();
        Thread.sleep(Duration.ofSeconds(15));

        RunnerProcess killed = runners.get(1);
        killed.kill();
        Thread.sleep(Duration.ofSeconds(25));
        killed.start();
        await().atMost(PATIENCE).until(() -> killed.isReady() && killed.monitors() > 0);
        Thread.sleep(Duration.ofSeconds(15));
        Instant end = Instant.now();

        int repeated = read();
        assertThat(slots.keySet()).containsAll(monitors);
        for (String monitor : monitors) {
            assertThat(longestGap(slots.get(monitor), begin, end)).isLessThanOrEqualTo(LONGEST_GAP);
        }
        // a slot may be run again each time that its partition moves; its identity, by which it is stored, stays the
        // same
        assertThat(repeated).isLessThan(MOVES * MONITORS);
        assertThat(killed.monitors()).isPositive();
    }

    private static Duration longestGap(List<Instant> slots, Instant begin, Instant end) {
        Instant before = begin;
        Duration longest = Duration.ZERO;
        for (Instant slot : slots.stream().sorted().toList()) {
            if (slot.isAfter(begin) && slot.isBefore(end)) {
                Duration gap = Duration.between(before, slot);
                longest = gap.compareTo(longest) > 0 ? gap : longest;
                before = slot;
            }
        }
        Duration last = Duration.between(before, end);
        return last.compareTo(longest) > 0 ? last : longest;
    }

    /** Reads all checks of these monitors; returns how many were told twice. */
    private int read() {
        AvroDeserializer values = new AvroDeserializer();
        values.configure(
                Map.of("schema.registry.url", Infrastructure.schemaRegistry(), "specific.avro.reader", "true"), false);
        Set<String> ours = new HashSet<>(monitors);
        int repeated = 0;
        try (KafkaConsumer<String, Object> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka()), new StringDeserializer(), values)) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CHECKS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(500))) {
                    CheckCompleted check = (CheckCompleted) record.value();
                    if (ours.contains(record.key())) {
                        assertThat(check.getSuccess()).isTrue();
                        List<Instant> known = slots.computeIfAbsent(record.key(), id -> new ArrayList<>());
                        if (known.contains(check.getScheduledAt())) {
                            repeated++;
                        } else {
                            known.add(check.getScheduledAt());
                        }
                    }
                }
            }
        }
        return repeated;
    }

    private void publish(boolean there) {
        AvroSerializer values = new AvroSerializer();
        values.configure(Map.of("schema.registry.url", Infrastructure.schemaRegistry()), false);
        try (KafkaProducer<String, Object> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka()), new StringSerializer(), values)) {
            monitors.forEach(
                    id -> producer.send(new ProducerRecord<>(Topics.MONITORS.name(), id, there ? monitor(id) : null)));
        }
    }

    private MonitorDefined monitor(String id) {
        Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
        return MonitorDefined.newBuilder()
                .setMonitorId(id)
                .setAccountId("acc_shared")
                .setRevision(1L)
                .setFriendlyName("test")
                .setType("http")
                .setUrl("http://127.0.0.1:" + target.getAddress().getPort() + "/")
                .setIntervalSeconds((int) INTERVAL.toSeconds())
                .setTimeoutMs(5000)
                .setFailureThreshold(2)
                .setRecoveryThreshold(1)
                .setPaused(false)
                .setCreatedAt(now)
                .setChangedAt(now)
                .build();
    }
}
