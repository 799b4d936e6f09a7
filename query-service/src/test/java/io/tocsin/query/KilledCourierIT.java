package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.tocsin.local.postgres.ServiceDatabase;
import io.tocsin.platform.encryption.EncryptionSettings;
import io.tocsin.platform.encryption.FieldEncryption;
import io.tocsin.platform.testing.Infrastructure;
import io.tocsin.schemas.Ids;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Processes that send webhooks, on a database of their own. One is killed at random moments,
 * {@code -Dtocsin.test.kills} times. Two endpoints hear of everything: one in order, so that one try at a time is under
 * way, the other as fast as it goes.
 */
class KilledCourierIT {
    private static final Logger LOG = LoggerFactory.getLogger(KilledCourierIT.class);
    private static final int KILLS = Integer.getInteger("tocsin.test.kills", 5);
    private static final int EVENTS_A_LIFE = 40;
    private static final int AT_ONCE = 8;
    private static final Duration STARTED = Duration.ofMinutes(3);
    private static final String KEY = "dGVzdHMgZW5jcnlwdCB3aXRoIHRoaXMga2V5IC4uLi4=";
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /** What was under way with a courier that was killed is soon tried again. */
    private static final Duration IMPATIENT = Duration.ofSeconds(3);

    /** No try takes so long, however slow the machine is, that it is made again. */
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final ServiceDatabase database = Infrastructure.databaseOf("couriers");
    private final List<String> events = new ArrayList<>();
    private HookReceiver inOrder;
    private HookReceiver atOnce;
    private SingleConnectionDataSource connection;
    private JdbcClient jdbc;

    @BeforeEach
    void start() throws Exception {
        Flyway.configure()
                .dataSource(
                        database.owner().jdbc(),
                        database.owner().user(),
                        database.owner().password())
                .locations("classpath:db/migration", "classpath:db/engine/plain")
                .load()
                .migrate();
        connection = new SingleConnectionDataSource(
                database.runtime().jdbc(),
                database.runtime().user(),
                database.runtime().password(),
                true);
        jdbc = JdbcClient.create(connection);
        jdbc.sql("SELECT set_config('tocsin.account_id', '*', false)")
                .query(String.class)
                .single();
        inOrder = new HookReceiver();
        atOnce = new HookReceiver();
        endpoint(inOrder, true);
        endpoint(atOnce, false);
    }

    @AfterEach
    void stop() {
        jdbc.sql("DELETE FROM webhook_endpoint").update();
        connection.destroy();
        inOrder.close();
        atOnce.close();
    }

    @Test
    void losesNothingAndRepeatsOnlyWhatWasUnderWay() throws Exception {
        for (int life = 0; life < KILLS; life++) {
            queueEvents(EVENTS_A_LIFE);
            int before = arrived();
            int enough = ThreadLocalRandom.current().nextInt(1, 2 * EVENTS_A_LIFE);
            Process courier = courier("life-" + life, IMPATIENT);
            try {
                await().atMost(STARTED)
                        .pollInterval(Duration.ofMillis(1))
                        .pollDelay(Duration.ZERO)
                        .until(() -> arrived() >= before + enough);
            } finally {
                courier.destroyForcibly().waitFor();
            }
        }
        Process last = courier("last", IMPATIENT);
        try {
            await().atMost(STARTED).until(() -> waiting() == 0);
        } finally {
            last.destroyForcibly().waitFor();
        }

        int repeatsInOrder = repeatsByOthers(inOrder);
        int repeatsAtOnce = repeatsByOthers(atOnce);
        LOG.info(
                "{} kills, {} events to each of two endpoints: {} and {} repeated",
                KILLS,
                events.size(),
                repeatsInOrder,
                repeatsAtOnce);
        assertThat(ids(inOrder)).containsExactlyElementsOf(events);
        assertThat(ids(atOnce)).containsExactlyInAnyOrderElementsOf(events);
        assertThat(repeatsInOrder).isLessThanOrEqualTo(KILLS);
        assertThat(repeatsAtOnce).isLessThanOrEqualTo(KILLS * AT_ONCE);
        assertGenuine(inOrder);
        assertGenuine(atOnce);
        assertThat(jdbc.sql("SELECT count(*) FROM webhook_delivery WHERE status <> 'delivered'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void severalShareTheWorkUntilOneIsToldToStop() throws Exception {
        atOnce.answers(exchange -> {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            exchange.sendResponseHeaders(204, -1);
        });
        Process one = courier("one", PATIENT);
        Process other = courier("other", PATIENT);
        try {
            for (String name : List.of("one", "other")) {
                await().atMost(STARTED).until(() -> {
                    queueEvents(1);
                    return senders(atOnce).contains(name);
                });
            }
            for (int round = 0; round < 20; round++) {
                queueEvents(10);
                if (round == 10) {
                    one.destroy();
                }
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> waiting() == 0);
        } finally {
            one.destroyForcibly().waitFor();
            other.destroyForcibly().waitFor();
        }

        assertThat(senders(atOnce)).containsExactlyInAnyOrder("one", "other");
        assertThat(repeats(inOrder) + repeats(atOnce)).isZero();
        assertThat(ids(inOrder)).containsExactlyElementsOf(events);
        assertThat(ids(atOnce)).containsExactlyInAnyOrderElementsOf(events);
    }

    private static Set<String> senders(HookReceiver receiver) {
        return receiver.hooks.stream().map(hook -> hook.header("User-Agent")).collect(Collectors.toSet());
    }

    private static void assertGenuine(HookReceiver receiver) throws Exception {
        Map<String, String> bodies = new HashMap<>();
        for (HookReceiver.Hook hook : receiver.hooks) {
            new Webhook(SECRET)
                    .verify(
                            hook.body(),
                            hook.headers().entrySet().stream()
                                    .collect(Collectors.toMap(
                                            entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue)));
            Instant signed = Instant.ofEpochSecond(Long.parseLong(hook.header("webhook-timestamp")));
            assertThat(Duration.between(signed, hook.at())).isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(30));
            assertThat(bodies.merge(hook.header("webhook-id"), hook.body(), (first, _) -> first))
                    .isEqualTo(hook.body());
        }
    }

    private Process courier(String name, Duration deadline) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.tocsin.query.deliveries.CourierProcess",
                        "--spring.datasource.url=" + database.runtime().jdbc(),
                        "--spring.datasource.username=" + database.runtime().user(),
                        "--spring.datasource.password=" + database.runtime().password(),
                        "--tocsin.encryption.key=" + KEY,
                        "--tocsin.egress.allowed-ranges=127.0.0.1/32",
                        "--tocsin.egress.user-agent=" + name,
                        "--tocsin.deliveries.deadline=" + deadline,
                        "--tocsin.deliveries.lease=" + deadline.multipliedBy(3).dividedBy(2),
                        "--tocsin.deliveries.poll=100ms",
                        "--tocsin.deliveries.per-endpoint=" + AT_ONCE)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target/courier-" + name + ".log").toFile())
                .start();
    }

    private void endpoint(HookReceiver receiver, boolean ordered) {
        String id = Ids.next("whe");
        String sealed =
                new FieldEncryption(new EncryptionSettings(KEY, List.of())).encrypt(SECRET, "webhook secret of " + id);
        jdbc.sql("""
            INSERT INTO webhook_endpoint (id, account_id, revision, url, event_types, payload_version, ordered,
                secret_sealed, enabled, replaying, live_since, created_at, changed_at)
            VALUES (?, 'acc_1', 1, ?, '{}', 1, ?, ?, true, false, now(), now(), now())
            """).params(id, receiver.url(), ordered, sealed).update();
        jdbc.sql("INSERT INTO webhook_health (endpoint_id, account_id) VALUES (?, 'acc_1')")
                .param(id)
                .update();
    }

    private void queueEvents(int count) {
        for (int i = 0; i < count; i++) {
            String id = Ids.next("evt");
            jdbc.sql("""
                WITH event AS (
                    INSERT INTO webhook_event (id, account_id, type, at, subject, cause, payload, correlation_id)
                    VALUES (?, 'acc_1', 'monitor.down', now(), 'mon_1', ?, ?, 'test') RETURNING id, seq)
                INSERT INTO webhook_delivery (id, account_id, endpoint_id, event_id, event_seq, event_type, subject,
                    status)
                SELECT 'dlv_' || md5(v.id || e.id), 'acc_1', e.id, v.id, v.seq, 'monitor.down', 'mon_1', 'pending'
                FROM event v, webhook_endpoint e
                """)
                    .params(id, id, "{\"type\":\"monitor.down\",\"data\":{\"n\":" + events.size() + "}}")
                    .update();
            events.add(id);
        }
    }

    private int arrived() {
        return inOrder.hooks.size() + atOnce.hooks.size();
    }

    private int waiting() {
        return jdbc.sql("SELECT count(*) FROM webhook_delivery WHERE status = 'pending'")
                .query(Integer.class)
                .single();
    }

    /** What was sent again by another courier than before; one may repeat its own tries where the machine is slow. */
    private static int repeatsByOthers(HookReceiver receiver) {
        long bySomebody = receiver.hooks.stream()
                .map(hook -> hook.header("webhook-id") + " by " + hook.header("User-Agent"))
                .distinct()
                .count();
        return Math.toIntExact(bySomebody) - ids(receiver).size();
    }

    private static int repeats(HookReceiver receiver) {
        return receiver.hooks.size() - ids(receiver).size();
    }

    /** In the order of their first arrival. */
    private static Set<String> ids(HookReceiver receiver) {
        return receiver.hooks.stream()
                .sorted(Comparator.comparing(HookReceiver.Hook::at))
                .map(hook -> hook.header("webhook-id"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
