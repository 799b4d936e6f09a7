package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.AccountChanged;
import io.tocsin.events.AuditRecorded;
import io.tocsin.events.CheckCompleted;
import io.tocsin.events.CollectorDefined;
import io.tocsin.events.MetricsReceived;
import io.tocsin.events.MonitorDefined;
import io.tocsin.events.Row;
import io.tocsin.events.Series;
import io.tocsin.events.SeriesGroup;
import io.tocsin.events.ServerFacts;
import io.tocsin.platform.json.Times;
import io.tocsin.platform.testing.Infrastructure;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topic;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.AvroSerializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The other services as this one sees them: what they publish, and who asks. */
final class Product {
    /** Longer than a slow machine takes for what happens by itself; nothing is proved by its end. */
    static final Duration SOON = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", Infrastructure.kafka(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    private static final AvroSerializer SERIALIZER = serializer();

    final String account = Ids.next("acc");
    private final int port;

    private Product(int port) {
        this.port = port;
    }

    /** An account of its own in the running service. */
    static Product with(int port, int managementPort) {
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/health/ready"))
                .build();
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() ->
                        HTTP.send(ready, HttpResponse.BodyHandlers.ofString()).statusCode() == 200);
        return new Product(port);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /** As answers carry it. */
    static String text(Instant time) {
        return Times.format(time);
    }

    void plan(int retentionDays) {
        publish(Topics.ACCOUNTS, account, planned(retentionDays).build());
    }

    void suspended(Instant at) {
        publish(
                Topics.ACCOUNTS,
                account,
                planned(30).setRevision(2L).setSuspendedAt(at).setChangedAt(at).build());
    }

    void resumed(Instant at) {
        publish(
                Topics.ACCOUNTS,
                account,
                planned(30).setRevision(3L).setChangedAt(at).build());
    }

    void deleted(Instant at) {
        publish(
                Topics.ACCOUNTS,
                account,
                planned(30).setRevision(2L).setDeletedAt(at).build());
    }

    private AccountChanged.Builder planned(int retentionDays) {
        return AccountChanged.newBuilder()
                .setAccountId(account)
                .setRevision(1L)
                .setTier("team")
                .setMaxMonitors(500)
                .setMinIntervalSeconds(60)
                .setRequestsPerMinute(1000)
                .setRetentionDays(retentionDays)
                .setMaxWebhookEndpoints(10)
                .setMaxCollectors(50)
                .setChangedAt(now());
    }

    String monitor(int failureThreshold) {
        String id = Ids.next("mon");
        publish(Topics.MONITORS, id, defined(id, account, 1, failureThreshold));
        return id;
    }

    /** Defined an hour ago. */
    String heartbeat(int periodSeconds, int graceSeconds) {
        String id = Ids.next("mon");
        heartbeat(id, 1, periodSeconds, graceSeconds, now().minusSeconds(3600));
        return id;
    }

    void heartbeat(String id, long revision, int periodSeconds, int graceSeconds, Instant changedAt) {
        publish(
                Topics.MONITORS,
                id,
                MonitorDefined.newBuilder(defined(id, account, revision, 1))
                        .setType("heartbeat")
                        .setPeriodSeconds(periodSeconds)
                        .setGraceSeconds(graceSeconds)
                        .setChangedAt(changedAt)
                        .build());
    }

    static MonitorDefined defined(String id, String account, long revision, int failureThreshold) {
        return MonitorDefined.newBuilder()
                .setMonitorId(id)
                .setAccountId(account)
                .setRevision(revision)
                .setFriendlyName("shop")
                .setType("http")
                .setUrl("http://localhost/")
                .setIntervalSeconds(30)
                .setTimeoutMs(1000)
                .setFailureThreshold(failureThreshold)
                .setRecoveryThreshold(1)
                .setPaused(false)
                .setCreatedAt(now())
                .setChangedAt(now())
                .build();
    }

    CheckCompleted check(String monitor, Instant at, boolean success) {
        return checking(monitor, at, success).build();
    }

    /** To be completed. */
    CheckCompleted.Builder checking(String monitor, Instant at, boolean success) {
        return CheckCompleted.newBuilder()
                .setMonitorId(monitor)
                .setAccountId(account)
                .setRevision(1)
                .setLocation("here")
                .setScheduledAt(at)
                .setStartedAt(at.plusMillis(5))
                .setSuccess(success)
                .setStatusCode(success ? 200 : 503)
                .setLatencyMicros(12_500L)
                .setReason(success ? null : "The status is 503")
                .setAttempts(1)
                .setRequested(false);
    }

    /** @return id of the event */
    String audited(String actor, String action, Instant at) {
        String id = Ids.next("evt");
        publish(
                Topics.AUDIT,
                account,
                AuditRecorded.newBuilder()
                        .setEventId(id)
                        .setAccountId(account)
                        .setAt(at)
                        .setActorKind("user")
                        .setActorId(actor)
                        .setAction(action)
                        .setDetails(Map.of("before.name", "=1+1", "after.name", "two"))
                        .build());
        return id;
    }

    TopicPartition checked(String monitor, Instant at, boolean success) {
        return publish(Topics.CHECKS, monitor, check(monitor, at, success));
    }

    String collector() {
        return certified(null);
    }

    /** A collector that need not push more often than that. */
    String collector(int intervalSeconds) {
        String id = Ids.next("col");
        publish(
                Topics.COLLECTORS,
                id,
                registered(id)
                        .setConfig("{\"interval_seconds\": " + intervalSeconds + "}")
                        .build());
        return id;
    }

    /** A collector with a certificate that ends then. */
    String certified(Instant notAfter) {
        String id = Ids.next("col");
        publish(
                Topics.COLLECTORS,
                id,
                registered(id).setCertificateNotAfter(notAfter).build());
        return id;
    }

    void revoked(String collector) {
        publish(
                Topics.COLLECTORS,
                collector,
                registered(collector).setRevision(2L).setRevokedAt(now()).build());
    }

    private CollectorDefined.Builder registered(String id) {
        return CollectorDefined.newBuilder()
                .setCollectorId(id)
                .setAccountId(account)
                .setRevision(1)
                .setName("rack 1")
                .setHostname("host-1")
                .setConfig("{\"interval_seconds\": 10}")
                .setConfigVersion(1)
                .setCertificateThumbprint(null)
                .setCertificateNotAfter(null)
                .setRevokedAt(null)
                .setChangedAt(now());
    }

    /** Two series, load and used bytes of a disk, with one value each an instant. */
    MetricsReceived samples(String source, Map<Instant, Double> loads) {
        return new MetricsReceived(
                account,
                source,
                Ids.next("evt"),
                "push",
                now(),
                "host-1",
                new ServerFacts("host-1.example", "Linux", 8),
                List.of(new SeriesGroup(
                        List.of(
                                new Series("disk_used_bytes", Map.of("disk", "sda", "fs", "ext4")),
                                new Series("load_1m", Map.of())),
                        loads.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(entry -> new Row(entry.getKey(), List.of(4096.0, entry.getValue())))
                                .toList())),
                30);
    }

    void pushed(String source, Instant at, double load) {
        publish(Topics.METRICS, source, samples(source, Map.of(at, load)));
    }

    static TopicPartition publish(Topic topic, String key, SpecificRecord event) {
        return publish(topic, key, event == null ? null : SERIALIZER.serialize(topic.name(), event));
    }

    static TopicPartition publish(Topic topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topic.name(), key, value));
    }

    /** Dated a minute ahead: as long as that, nobody loses the patience that begins with its date. */
    static TopicPartition publishAhead(Topic topic, String key, SpecificRecord event) {
        long date = now().plusSeconds(60).toEpochMilli();
        return send(new ProducerRecord<>(topic.name(), null, date, key, SERIALIZER.serialize(topic.name(), event)));
    }

    private static TopicPartition send(ProducerRecord<String, byte[]> record) {
        record.headers().add("X-Correlation-Id", "test-1".getBytes(StandardCharsets.UTF_8));
        try {
            RecordMetadata place = PRODUCER.send(record).get();
            return new TopicPartition(place.topic(), place.partition());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reasons of the dead letters with that key, once there are that many; what was laid aside twice counts once. */
    static List<String> deadLetters(Topic topic, String key, int count) {
        Map<String, String> reasons = new LinkedHashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.kafka(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic.deadLetters().name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await().atMost(SOON).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        assertThat(header(record, "origin_topic")).isEqualTo(topic.name());
                        reasons.put(
                                header(record, "origin_partition") + "-" + header(record, "origin_offset"),
                                header(record, "reason"));
                    }
                });
                return reasons.size() >= count;
            });
        }
        return List.copyOf(reasons.values());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    HttpResponse<String> ask(String path, String token) {
        try {
            return send(to("http://127.0.0.1:" + port + path, token));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> post(String path, String token, String body) {
        try {
            return send(to("http://127.0.0.1:" + port + path, token)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> patch(String path, String token, String ifMatch, String body) {
        try {
            return send(to("http://127.0.0.1:" + port + path, token)
                    .header("Content-Type", "application/merge-patch+json")
                    .header("If-Match", ifMatch)
                    .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode read(String path, String token) {
        HttpResponse<String> answer = ask(path, token);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** The answer once its data has that many entries. */
    JsonNode await(String path, String token, int count) {
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> read(path, token).path("data").size() == count);
        return read(path, token);
    }

    private static HttpRequest.Builder to(String url, String token) {
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
    }

    /** Comes again with what a slow machine had no connection to the database or no keys for in time, as it is asked to. */
    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        Instant end = Instant.now().plus(SOON);
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        while (answer.statusCode() == 503 && Instant.now().isBefore(end)) {
            Thread.sleep(PAUSE);
            answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        return answer;
    }

    private static AvroSerializer serializer() {
        AvroSerializer serializer = new AvroSerializer();
        serializer.configure(Map.of("schema.registry.url", Infrastructure.schemaRegistry()), false);
        return serializer;
    }
}
