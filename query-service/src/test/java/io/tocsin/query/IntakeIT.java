package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.events.CheckCompleted;
import io.tocsin.events.MetricsReceived;
import io.tocsin.events.Row;
import io.tocsin.events.SeriesGroup;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.Infrastructure;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

@IntegrationTest
class IntakeIT {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    @Autowired
    private MeterRegistry meters;

    private Product product;
    private String token;

    @BeforeEach
    void start() {
        product = Product.with(port, managementPort);
        token = TestTokens.user(product.account, "viewer");
    }

    @Test
    void dropsTheBatchOfAZombie() {
        String monitor = product.monitor(2);
        Instant at = Product.now().minusSeconds(60);
        TopicPartition partition = product.checked(monitor, at, true);
        product.await(checks(monitor), token, 1);

        // somebody else stores what comes next
        move(partition, 1);
        product.checked(monitor, at.plusSeconds(1), false);
        product.checked(monitor, at.plusSeconds(2), true);

        product.await(checks(monitor), token, 2);
        assertThat(counted(monitor)).isEqualTo(2);
        assertThat(product.read(checks(monitor), token)
                        .path("data")
                        .get(0)
                        .path("success")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void storesWhatCameTogetherWithTheBatchOfAZombie() {
        String fenced = product.monitor(2);
        List<String> others =
                Stream.generate(() -> product.monitor(2)).limit(20).toList();
        Instant at = Product.now().minusSeconds(60);
        TopicPartition partition = product.checked(fenced, at, true);
        product.await(checks(fenced), token, 1);
        MessageListenerContainer container = container(Topics.CHECKS.name());
        container.pause();
        Awaitility.await().atMost(Product.SOON).until(container::isContainerPaused);

        move(partition, 1);
        product.checked(fenced, at.plusSeconds(1), false);
        List<String> elsewhere = others.stream()
                .filter(monitor -> !product.checked(monitor, at, true).equals(partition))
                .toList();
        container.resume();

        assertThat(elsewhere).isNotEmpty();
        elsewhere.forEach(monitor -> product.await(checks(monitor), token, 1));
        assertThat(counted(fenced)).isOne();
    }

    @Test
    void readsEverythingAgainWithoutChangingAnything() {
        String monitor = product.monitor(1);
        String collector = product.collector();
        Instant at = Product.now().minusSeconds(60);
        product.checked(monitor, at, true);
        product.checked(monitor, at.plusSeconds(1), false);
        product.checked(monitor, at.plusSeconds(2), true);
        product.pushed(collector, at, 1);
        product.await(checks(monitor), token, 3);
        product.await("/internal/v1/incidents?monitor_id=" + monitor, token, 1);
        product.await("/internal/v1/servers/1/metrics?name=load_1m", token, 1);

        for (String topic : List.of("checks.v1", "metrics.v1")) {
            MessageListenerContainer container = container(topic);
            container.stop();
            Tenancy.everyAccount(() -> jdbc.sql("UPDATE kafka_offset SET next_offset = 0 WHERE topic = ?")
                    .param(topic)
                    .update());
            container.start();
        }
        product.checked(monitor, at.plusSeconds(3), true);
        product.pushed(collector, at.plusSeconds(3), 2);

        product.await(checks(monitor), token, 4);
        product.await("/internal/v1/servers/1/metrics?name=load_1m&from=" + at.plusSeconds(3), token, 1);
        assertThat(counted(monitor)).isEqualTo(4);
        assertThat(product.read("/internal/v1/incidents?monitor_id=" + monitor, token)
                        .path("data")
                        .size())
                .isEqualTo(1);
        assertThat(product.read("/internal/v1/servers/1/metrics?name=load_1m", token)
                        .path("data")
                        .get(0)
                        .path("points")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void laysAsideWhatIsBrokenAndStoresTheRest() {
        String monitor = product.monitor(2);
        Instant at = Product.now().minusSeconds(60);
        CheckCompleted unstorable = CheckCompleted.newBuilder(product.check(monitor, at.plusSeconds(1), false))
                .setReason("a zero \u0000 in the text")
                .build();
        CheckCompleted foreign = CheckCompleted.newBuilder(product.check(monitor, at.plusSeconds(2), false))
                .setAccountId(Ids.next("acc"))
                .build();
        CheckCompleted early = product.check(monitor, at.plusSeconds(86_400), true);

        product.checked(monitor, at, true);
        Product.publish(Topics.CHECKS, monitor, new byte[] {1, 2, 3});
        Product.publish(Topics.CHECKS, monitor, (byte[]) null);
        Product.publish(Topics.CHECKS, monitor, unstorable);
        Product.publish(Topics.CHECKS, monitor, foreign);
        Product.publish(Topics.CHECKS, monitor, early);
        product.checked(monitor, at.plusSeconds(3), true);

        product.await(checks(monitor), token, 2);
        assertThat(Product.deadLetters(Topics.CHECKS, monitor, 5))
                .hasSize(5)
                .anyMatch(reason -> reason.startsWith("It can't be read"))
                .contains(
                        "It has no value",
                        "It can't be stored",
                        "The monitor belongs to another account",
                        "It is dated in the future");
        assertThat(counted(monitor)).isEqualTo(2);
    }

    @Test
    void laysAsideMetricsThatAreNotWhatTheySay() {
        String collector = product.collector();
        Instant at = Product.now();
        MetricsReceived right = product.samples(collector, Map.of(at, 1.0));
        MetricsReceived foreign =
                MetricsReceived.newBuilder(right).setAccountId(Ids.next("acc")).build();
        MetricsReceived crooked = MetricsReceived.newBuilder(right)
                .setGroups(List.of(
                        new SeriesGroup(right.getGroups().getFirst().getSeries(), List.of(new Row(at, List.of(1.0))))))
                .build();

        Product.publish(Topics.METRICS, collector, foreign);
        Product.publish(Topics.METRICS, collector, crooked);
        product.pushed(collector, at, 3);

        product.await("/internal/v1/servers/1/metrics?name=load_1m", token, 1);
        assertThat(Product.deadLetters(Topics.METRICS, collector, 2))
                .containsExactly("The source belongs to another account", "A row has 1 values for 2 series");
    }

    @Test
    void laysAsideWhatIsBeyondABoundAndStoresTheRest() {
        String client = Ids.next("cli");
        Instant at = Product.now();
        Product.publish(Topics.METRICS, client, product.samples(client, Map.of(at, 1.0)));
        product.await("/internal/v1/servers", token, 1);
        Tenancy.everyAccount(
                () -> jdbc.sql("""
                    INSERT INTO server (id, account_id, no, instance, hostname, last_seen_at)
                    SELECT :account || i, :account, i, 'many-' || i, 'many', now() FROM generate_series(2, 10000) AS i
                    """).param("account", product.account).update());

        Product.publish(
                Topics.METRICS,
                client,
                MetricsReceived.newBuilder(product.samples(client, Map.of(at, 2.0)))
                        .setInstance("host-2")
                        .build());
        Product.publish(Topics.METRICS, client, product.samples(client, Map.of(at.plusSeconds(1), 3.0)));

        product.await("/internal/v1/servers/1/metrics?name=load_1m&from=" + at.plusSeconds(1), token, 1);
        assertThat(Product.deadLetters(Topics.METRICS, client, 1))
                .containsExactly("The account has 10000 servers that report, more than are kept");
    }

    @Test
    void waitsForADefinitionThatIsOnItsWay() {
        String monitor = Ids.next("mon");

        Product.publishAhead(Topics.CHECKS, monitor, product.check(monitor, Product.now(), true));
        Product.publish(Topics.MONITORS, monitor, Product.defined(monitor, product.account, 1, 2));

        product.await(checks(monitor), token, 1);
    }

    @Test
    void waitsForTheAccountRatherThanGuessHowLongToKeep() {
        String client = Ids.next("cli");
        MetricsReceived silent = MetricsReceived.newBuilder(product.samples(client, Map.of(Product.now(), 1.0)))
                .setRetentionDays(0)
                .build();

        Product.publishAhead(Topics.METRICS, client, silent);
        product.plan(400);

        product.await("/internal/v1/servers/1/metrics?name=load_1m", token, 1);
        assertThat(Tenancy.<Integer>inEveryAccount(
                        () -> jdbc.sql("""
                            SELECT count(*) FROM metric_pack_400 JOIN source ON source.id = source_id WHERE source_ref = ?
                            """).param(client).query(Integer.class).single()))
                .isEqualTo(1);
    }

    @Test
    void keepsSamplesAsLongAsTheyWerePromisedWhenTheyCame() {
        product.plan(400);
        String client = Ids.next("cli");
        Product.publish(
                Topics.METRICS,
                client,
                MetricsReceived.newBuilder(product.samples(client, Map.of(Product.now(), 1.0)))
                        .setRetentionDays(7)
                        .build());

        product.await("/internal/v1/servers/1/metrics?name=load_1m", token, 1);
        assertThat(Tenancy.<Integer>inEveryAccount(
                        () -> jdbc.sql("""
                            SELECT count(*) FROM metric_pack_7 JOIN source ON source.id = source_id WHERE source_ref = ?
                            """).param(client).query(Integer.class).single()))
                .isEqualTo(1);
    }

    @Test
    void stopsReadingATopicThatWasMadeAnew() {
        String monitor = product.monitor(2);
        TopicPartition partition = product.checked(monitor, Product.now(), true);
        product.await(checks(monitor), token, 1);
        String topicId = value("SELECT topic_id FROM kafka_offset WHERE topic = ? AND part = ?", partition);
        MessageListenerContainer container = container(partition.topic());

        container.stop();
        rename(partition, "another");
        container.start();
        product.checked(monitor, Product.now().plusMillis(1), true);
        Awaitility.await().atMost(Product.SOON).until(() -> refused() == 1);
        assertThat(product.read(checks(monitor), token).path("data").size()).isEqualTo(1);

        container.stop();
        rename(partition, topicId);
        container.start();
        product.await(checks(monitor), token, 2);
        assertThat(refused()).isZero();
    }

    @Test
    void stopsReadingWhereRecordsWentBeforeTheyWereStored() throws Exception {
        String monitor = product.monitor(2);
        TopicPartition partition = product.checked(monitor, Product.now(), true);
        product.await(checks(monitor), token, 1);
        MessageListenerContainer container = container(partition.topic());

        container.stop();
        product.checked(monitor, Product.now().plusMillis(1), true);
        long lost = deleteAll(partition);
        container.start();
        product.checked(monitor, Product.now().plusMillis(2), false);
        Awaitility.await().atMost(Product.SOON).until(() -> refused() == 1);

        // somebody has decided
        container.stop();
        Tenancy.everyAccount(() -> jdbc.sql("UPDATE kafka_offset SET next_offset = ? WHERE topic = ? AND part = ?")
                .params(lost, partition.topic(), partition.partition())
                .update());
        container.start();
        product.await(checks(monitor), token, 2);
        assertThat(refused()).isZero();
    }

    private static long deleteAll(TopicPartition partition) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.kafka()))) {
            return admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1)))
                    .lowWatermarks()
                    .get(partition)
                    .get()
                    .lowWatermark();
        }
    }

    private double refused() {
        return meters.get("partitions_refused").gauge().value();
    }

    private void rename(TopicPartition partition, String topicId) {
        Tenancy.everyAccount(() -> jdbc.sql("UPDATE kafka_offset SET topic_id = ? WHERE topic = ? AND part = ?")
                .params(topicId, partition.topic(), partition.partition())
                .update());
    }

    private String value(String query, TopicPartition partition) {
        return Tenancy.inEveryAccount(() -> jdbc.sql(query)
                .params(partition.topic(), partition.partition())
                .query(String.class)
                .single());
    }

    @Test
    void laysAsideWhatNobodyEverDefines() {
        String monitor = Ids.next("mon");

        product.checked(monitor, Product.now(), true);

        assertThat(Product.deadLetters(Topics.CHECKS, monitor, 1)).containsExactly("There is no such monitor");
    }

    @Test
    void endsTheIncidentOfADeletedMonitorAndIgnoresItsLateChecks() {
        String monitor = product.monitor(1);
        Instant at = Product.now().minusSeconds(60);
        product.checked(monitor, at, false);
        product.await("/internal/v1/incidents?open=true&monitor_id=" + monitor, token, 1);

        Product.publish(Topics.MONITORS, monitor, (byte[]) null);
        product.await("/internal/v1/incidents?open=true&monitor_id=" + monitor, token, 0);
        product.checked(monitor, at.plusSeconds(1), false);
        String after = product.monitor(1);
        product.checked(after, at, true);

        product.await(checks(after), token, 1);
        product.await("/internal/v1/incidents?monitor_id=" + monitor, token, 1);
        assertThat(product.ask(checks(monitor), token).statusCode()).isEqualTo(404);
    }

    private void move(TopicPartition partition, int by) {
        Tenancy.everyAccount(
                () -> jdbc.sql("UPDATE kafka_offset SET next_offset = next_offset + ? WHERE topic = ? AND part = ?")
                        .params(by, partition.topic(), partition.partition())
                        .update());
    }

    private int counted(String monitor) {
        return Tenancy.inEveryAccount(() -> jdbc.sql("SELECT sum(n) FROM checks_1h WHERE monitor_id = ?")
                .param(monitor)
                .query(Integer.class)
                .single());
    }

    private MessageListenerContainer container(String topic) {
        MessageListenerContainer found = listeners.getListenerContainers().stream()
                .filter(container ->
                        List.of(container.getContainerProperties().getTopics()).contains(topic))
                .findFirst()
                .orElseThrow();
        Awaitility.await().atMost(Product.SOON).until(found::isRunning);
        return found;
    }

    private static String checks(String monitor) {
        return "/internal/v1/monitors/" + monitor + "/checks";
    }
}
