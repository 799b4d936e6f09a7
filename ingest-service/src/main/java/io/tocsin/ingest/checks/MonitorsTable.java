package io.tocsin.ingest.checks;

import io.tocsin.events.MonitorDefined;
import io.tocsin.ingest.probes.DnsQuestion;
import io.tocsin.ingest.probes.ExpectedStatuses;
import io.tocsin.ingest.probes.Keyword;
import io.tocsin.ingest.probes.Target;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.platform.events.EventSettings;
import io.tocsin.schemas.Topics;
import io.tocsin.schemas.serde.RegistryUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * {@code monitors.v1}, those partitions of it that the group gave to this runner: read from the beginning when they come,
 * forgotten when they go. No offset is ever committed.
 */
@Component
class MonitorsTable implements SmartLifecycle, ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(MonitorsTable.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final int REDIRECTS = 3;
    private static final int MOST_RETRIES = 3;

    private final Map<TopicPartition, Shard> shards = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    /** Of many monitors few differ in them. */
    private final Map<Duration, Duration> durations = new HashMap<>();

    private final AtomicInteger size = new AtomicInteger();
    private final CheckRunner runner;
    private final SealedRequest requests;
    private final CheckSettings settings;
    private final InstantSource clock;
    private final Map<String, Object> configs;
    private final Deserializer<Object> values;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private @Nullable Thread thread;
    private volatile boolean closed;

    MonitorsTable(
            CheckRunner runner,
            SealedRequest requests,
            CheckSettings settings,
            CheckMeters meters,
            InstantSource clock,
            KafkaProperties kafka,
            EventSettings events) {
        this.runner = runner;
        this.requests = requests;
        this.settings = settings;
        this.clock = clock;
        this.configs = new HashMap<>(kafka.buildConsumerProperties());
        configs.put(ConsumerConfig.GROUP_ID_CONFIG, "ingest-runner");
        configs.put(ConsumerConfig.CLIENT_ID_CONFIG, "ingest-runner");
        configs.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.values = deserializer(events.deserializer(), configs);
        meters.watch("checks.monitors", "Monitors that this runner holds", size::get);
    }

    @Override
    public void start() {
        if (!settings.enabled()) {
            LOG.info("This instance runs no checks");
            return;
        }
        closed = false;
        runner.start();
        thread = Thread.ofPlatform().name("monitors-table").daemon().start(this::run);
    }

    /** Gives the partitions back first, so that another runner goes on while the last checks end here. */
    @Override
    public void stop() {
        closed = true;
        Thread reader = thread;
        thread = null;
        if (reader != null) {
            Consumer<String, byte[]> reading = consumer;
            if (reading != null) {
                reading.wakeup();
            }
            try {
                reader.join(DRAIN);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            runner.stop(DRAIN);
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (!closed) {
            try (Consumer<String, byte[]> own =
                    new KafkaConsumer<>(configs, new StringDeserializer(), new ByteArrayDeserializer())) {
                follow(own);
            } catch (WakeupException _) {
                LOG.debug("Stopped following the monitors");
            } catch (RuntimeException e) {
                LOG.warn("Following the monitors failed, starting over", e);
                pause();
            } finally {
                // where closing did not say so
                onPartitionsLost(Set.copyOf(shards.keySet()));
            }
        }
    }

    /** Until it is closed or woken. */
    void follow(Consumer<String, byte[]> own) {
        consumer = own;
        own.subscribe(Set.of(Topics.MONITORS.name()), this);
        while (!closed) {
            for (ConsumerRecord<String, byte[]> record : own.poll(POLL)) {
                apply(record);
            }
            shards.forEach((partition, shard) -> {
                if (!shard.loaded() && own.position(partition) >= ends.getOrDefault(partition, 0L)) {
                    shard.load();
                }
            });
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return; // some only went; to seek none means to seek all that were kept
        }
        Consumer<String, byte[]> own = Objects.requireNonNull(consumer);
        own.seekToBeginning(partitions);
        ends.putAll(own.endOffsets(partitions));
        partitions.forEach(
                partition -> shards.put(partition, new Shard(clock, settings.catchUp(), size, runner::plan)));
        LOG.info("Took over the monitors of {} partitions", partitions.size());
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        onPartitionsLost(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Shard shard = shards.remove(partition);
            if (shard != null) {
                shard.forget();
                ends.remove(partition);
            }
        }
    }

    private void apply(ConsumerRecord<String, byte[]> record) {
        Shard shard = shards.get(new TopicPartition(record.topic(), record.partition()));
        while (shard != null && !closed) {
            try {
                Object value = values.deserialize(record.topic(), record.value());
                if (value == null) {
                    shard.remove(record.key());
                } else {
                    shard.define(of((MonitorDefined) value));
                }
                return;
            } catch (RegistryUnavailableException e) {
                LOG.warn("Waiting for the schema registry: {}", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.error(
                        "Ignored a monitor that can't be read: partition {} offset {}",
                        record.partition(),
                        record.offset(),
                        e);
                return;
            }
        }
    }

    private Monitor of(MonitorDefined event) {
        return new Monitor(
                event.getMonitorId(),
                event.getAccountId().intern(), // one for all monitors of the account
                event.getRevision(),
                event.getType().intern(),
                target(event),
                shared(Duration.ofSeconds(event.getIntervalSeconds())),
                shared(Duration.ofMillis(event.getTimeoutMs())),
                Math.clamp(event.getRetries(), 0, MOST_RETRIES),
                event.getPaused(),
                event.getCheckRequestedAt(),
                event.getChangedAt());
    }

    private @Nullable Target target(MonitorDefined event) {
        try {
            return switch (event.getType()) {
                case "http" -> http(event, null);
                case "keyword" ->
                    http(
                            event,
                            Keyword.of(text(event.getKeyword()), event.getKeywordRegex(), event.getKeywordAbsent()));
                case "ping" -> new Target.Ping(text(event.getHost()));
                case "port" -> new Target.Port(text(event.getHost()), number(event.getPort(), 0));
                case "tls" ->
                    new Target.Tls(
                            text(event.getHost()), number(event.getPort(), 443), number(event.getWarningDays(), 0));
                case "dns" ->
                    new Target.Dns(DnsQuestion.of(
                            text(event.getHost()),
                            Objects.requireNonNullElse(event.getRecordType(), "A"),
                            event.getExpectedValue()));
                case "heartbeat" -> null; // the target calls us
                // no result at all: a failure would be a lie
                default -> throw new IllegalArgumentException("no probe is here for the type " + event.getType());
            };
        } catch (IllegalArgumentException e) {
            LOG.warn("{} is not checked: {}", event.getMonitorId(), e.getMessage());
            return null;
        }
    }

    private Target http(MonitorDefined event, @Nullable Keyword keyword) {
        SealedRequest.Content content = requests.open(event.getMonitorId(), event.getSealedRequest());
        EgressUrl url = EgressUrl.parse(text(event.getUrl()));
        EgressRequest request = EgressRequest.of(
                        event.getMethod().intern(),
                        new EgressUrl(url.scheme().intern(), url.host().intern(), url.port(), url.target()))
                .followingRedirects(event.getFollowRedirects() ? REDIRECTS : 0);
        if (!content.headers().isEmpty()) {
            request = request.withHeaders(content.headers());
        }
        byte[] body = content.body();
        return new Target.Http(
                body == null ? request : request.withBody(body),
                ExpectedStatuses.of(event.getExpectedStatuses()),
                keyword);
    }

    private Duration shared(Duration duration) {
        return durations.computeIfAbsent(duration, same -> same);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static int number(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    @SuppressWarnings("unchecked")
    private static Deserializer<Object> deserializer(String name, Map<String, Object> configs) {
        Deserializer<Object> deserializer =
                (Deserializer<Object>) BeanUtils.instantiateClass(ClassUtils.resolveClassName(name, null));
        deserializer.configure(configs, false);
        return deserializer;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
