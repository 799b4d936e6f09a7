package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.events.MonitorDefined;
import io.tocsin.ingest.IngestIT;
import io.tocsin.platform.testing.Infrastructure;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another runner comes and goes. */
class TakeoverIT extends IngestIT {
    private final List<String> monitors =
            Stream.generate(() -> Ids.next("mon")).limit(24).toList();
    private final Map<String, AtomicInteger> hits = new ConcurrentHashMap<>();
    private HttpServer target;

    @BeforeEach
    void listen() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            String monitor = exchange.getRequestURI().getPath().substring(1);
            hits.computeIfAbsent(monitor, unknown -> new AtomicInteger()).incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
        monitors.forEach(id -> publish(Topics.MONITORS, id, monitor(id)));
    }

    @AfterEach
    void stop() {
        monitors.forEach(id -> publish(Topics.MONITORS, id, null));
        target.stop(0);
    }

    @Test
    void leavesTheMonitorsOfAnotherRunnerAloneUntilItGoes() {
        await().until(() -> advance().equals(Set.copyOf(monitors)));

        try (KafkaConsumer<String, byte[]> other = runner()) {
            Map<String, TopicPartition> places = new HashMap<>();
            await().until(() -> !theirs(other, places).isEmpty());

            await().untilAsserted(() -> {
                Set<String> theirs = theirs(other, places);
                assertThat(theirs).isNotEmpty();
                assertThat(advance()).isNotEmpty().doesNotContainAnyElementsOf(theirs);
            });
        }

        await().until(() -> advance().equals(Set.copyOf(monitors)));
    }

    /** Monitors of the partitions that the other runner holds now; which monitor is where, it reads bit by bit. */
    private Set<String> theirs(KafkaConsumer<String, byte[]> other, Map<String, TopicPartition> places) {
        other.poll(Duration.ofMillis(500))
                .forEach(record -> places.put(record.key(), new TopicPartition(record.topic(), record.partition())));
        Set<TopicPartition> held = other.assignment();
        return monitors.stream()
                .filter(monitor -> held.contains(places.get(monitor)))
                .collect(Collectors.toSet());
    }

    /** Monitors that were checked within the next two and a half intervals. */
    private Set<String> advance() throws InterruptedException {
        Map<String, Integer> before = new HashMap<>();
        hits.forEach((monitor, count) -> before.put(monitor, count.get()));
        Thread.sleep(2500);
        Set<String> advanced = new HashSet<>();
        hits.forEach((monitor, count) -> {
            if (count.get() > before.getOrDefault(monitor, 0)) {
                advanced.add(monitor);
            }
        });
        return advanced;
    }

    private static KafkaConsumer<String, byte[]> runner() {
        KafkaConsumer<String, byte[]> other = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", Infrastructure.kafka(),
                        "group.id", "ingest-runner",
                        "group.protocol", "consumer",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        other.subscribe(List.of(Topics.MONITORS.name()));
        return other;
    }

    private MonitorDefined monitor(String id) {
        Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
        return MonitorDefined.newBuilder()
                .setMonitorId(id)
                .setAccountId(Ids.next("acc"))
                .setRevision(1L)
                .setFriendlyName("test")
                .setType("http")
                .setUrl("http://127.0.0.1:" + target.getAddress().getPort() + "/" + id)
                .setIntervalSeconds(1)
                .setTimeoutMs(900)
                .setFailureThreshold(2)
                .setRecoveryThreshold(1)
                .setPaused(false)
                .setCreatedAt(now)
                .setChangedAt(now)
                .build();
    }
}
