package io.tocsin.query;

import static io.tocsin.query.Product.SOON;
import static io.tocsin.query.Subscriber.WEBHOOKS;
import static io.tocsin.query.Subscriber.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.events.MetricsReceived;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What happens to endpoints themselves, and what becomes of events that were forgotten. */
@IntegrationTest
class HookEventsIT {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private MeterRegistry meters;

    private Subscriber subscriber;
    private HookReceiver receiver;
    private HookReceiver observer;

    @BeforeEach
    void start() throws IOException {
        subscriber = Subscriber.of(Product.with(port, managementPort));
        receiver = new HookReceiver();
        observer = new HookReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
        observer.close();
    }

    @Test
    void tellsOfCollectorsThatGo() {
        subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("collector.offline")));
        String collector = subscriber.product().collector();
        Instant longAgo = Product.now().minusSeconds(300);

        Product.publish(
                Topics.METRICS,
                collector,
                MetricsReceived.newBuilder(subscriber.product().samples(collector, Map.of(longAgo, 1.0)))
                        .setReceivedAt(longAgo)
                        .build());

        await().atMost(SOON).until(() -> receiver.events().size() == 1);
        JsonNode data = receiver.of("collector.offline").getFirst().path("data");
        assertThat(data.path("collector_id").asString()).isEqualTo(collector);
        assertThat(data.path("status").asString()).isEqualTo("offline");
    }

    @Test
    void tellsTheOthersOfAnEndpointThatIsGone() {
        receiver.answers(HookReceiver.status(410));
        JsonNode gone = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));
        subscriber.created(Map.of("url", observer.url(), "event_types", List.of("endpoint.disabled")));

        subscriber.broken();

        await().atMost(SOON).until(() -> observer.events().size() == 1);
        JsonNode data = observer.of("endpoint.disabled").getFirst().path("data");
        assertThat(data.path("endpoint_id").asString()).isEqualTo(id(gone));
        assertThat(data.path("reason").asString()).isEqualTo("It answered 410 Gone");
        assertThat(receiver.url()).startsWith(data.path("url").asString()).endsWith("/hook");
        assertThat(data.path("url").asString()).doesNotContain("hook");
    }

    @Test
    void disablesAnEndpointThatHasFailedForFiveDays() {
        receiver.answers(HookReceiver.status(500));
        JsonNode failing = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));
        JsonNode quiet = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));
        JsonNode young = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));
        subscriber.created(Map.of("url", observer.url(), "event_types", List.of("endpoint.disabled")));
        failingSince(failing, "121 hours", "12 hours");
        failingSince(quiet, "121 hours", "25 hours");
        failingSince(young, "119 hours", "12 hours");

        subscriber.broken();

        await().atMost(SOON).until(() -> observer.events().size() == 1);
        subscriber.awaitDelivery(young, "exhausted");
        subscriber.awaitDelivery(quiet, "exhausted");
        JsonNode disabled = subscriber.read(failing);
        assertThat(disabled.path("enabled").asBoolean()).isFalse();
        assertThat(disabled.path("disabled_reason").asString())
                .startsWith("It has failed for 120 hours; the last time: ");
        assertThat(subscriber.read(young).path("enabled").asBoolean()).isTrue();
        assertThat(subscriber.read(quiet).path("enabled").asBoolean()).isTrue();
    }

    @Test
    void anotherAddressEndsTheDaysOfFailure() {
        JsonNode moved = subscriber.created(Map.of("url", receiver.url()));
        failingSince(moved, "121 hours", "1 hour");

        subscriber
                .product()
                .patch(
                        WEBHOOKS + "/" + id(moved),
                        subscriber.token(),
                        "\"" + moved.path("revision").asLong() + "\"",
                        "{\"url\":\"" + observer.url() + "\"}");

        assertThat(isFailing(moved)).isFalse();
    }

    @Test
    void anAnswerEndsTheDaysOfFailure() {
        JsonNode recovered = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));
        failingSince(recovered, "119 hours", "12 hours");

        subscriber.broken();
        subscriber.awaitDelivery(recovered, "delivered");

        assertThat(isFailing(recovered)).isFalse();
    }

    @Test
    void findsAndSendsWhatWasForgotten() {
        JsonNode endpoint = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));
        subscriber.broken();
        JsonNode delivery = subscriber.awaitDelivery(endpoint, "delivered");
        int before = receiver.hooks.size();
        double repaired = meters.counter("webhook_deliveries_repaired").count();

        Tenancy.everyAccount(() -> {
            jdbc.sql("DELETE FROM webhook_delivery WHERE id = ?")
                    .param(id(delivery))
                    .update();
            jdbc.sql("UPDATE webhook_endpoint SET live_since = live_since - interval '1 hour' WHERE id = ?")
                    .param(id(endpoint))
                    .update();
            jdbc.sql("UPDATE webhook_event SET recorded_at = recorded_at - interval '2 minutes' WHERE id = ?")
                    .param(delivery.path("event_id").asString())
                    .update();
        });

        await().atMost(SOON).until(() -> receiver.hooks.size() > before);
        assertThat(receiver.hooks)
                .allMatch(hook -> hook.header("webhook-id")
                        .equals(delivery.path("event_id").asString()));
        assertThat(meters.counter("webhook_deliveries_repaired").count()).isGreaterThanOrEqualTo(repaired + 1);
    }

    @Test
    void whatFailsInThePastHoldsUpNothingElse() {
        receiver.answers(HookReceiver.status(500));
        Instant since = Product.now().minusSeconds(60);
        subscriber.broken();
        JsonNode endpoint = subscriber.created(Map.of(
                "url", receiver.url(), "event_types", List.of("monitor.down"), "start_from", Product.text(since)));
        JsonNode failing = subscriber.awaitDelivery(endpoint, "exhausted");
        receiver.answers(HookReceiver.status(200));
        Tenancy.everyAccount(() -> {
            jdbc.sql("""
                UPDATE webhook_delivery SET status = 'pending', next_attempt_at = now() + interval '1 hour' WHERE id = ?
                """).param(id(failing)).update();
        });

        String monitor = subscriber.broken();

        await().atMost(SOON)
                .until(() -> receiver.hooks.stream()
                        .anyMatch(hook -> hook.json()
                                .path("data")
                                .path("monitor_id")
                                .asString()
                                .equals(monitor)));
    }

    @Test
    void hearsWhatWasUnderWayWhenItBegan() {
        Instant since = Product.now().minusSeconds(60);
        subscriber.broken();
        String late = Ids.next("evt");

        Tenancy.everyAccount(() -> transactions.executeWithoutResult(_ -> {
            jdbc.sql("""
                INSERT INTO webhook_event (id, account_id, type, at, subject, cause, payload, correlation_id)
                VALUES (:id, :account, 'monitor.down', now(), :id, :id, '{"type":"monitor.down"}', 'test')
                """)
                    .param("id", late)
                    .param("account", subscriber.product().account)
                    .update();
            subscriber.created(Map.of(
                    "url", receiver.url(), "event_types", List.of("monitor.down"), "start_from", Product.text(since)));
            await().atMost(SOON).until(() -> receiver.events().size() == 1);
        }));

        await().atMost(SOON).until(() -> receiver.events().size() == 2);
        assertThat(receiver.events().getLast().header("webhook-id")).isEqualTo(late);
    }

    @Test
    void sendsNoFasterThanTheEndpointWants() {
        JsonNode endpoint = subscriber.created(Map.of("url", receiver.url(), "rate_limit", 2));
        for (int i = 0; i < 10; i++) {
            subscriber.product().post(WEBHOOKS + "/" + id(endpoint) + "/test", subscriber.token(), "");
        }

        await().atMost(SOON).until(() -> receiver.events().size() == 10);

        List<Instant> times = receiver.events().stream()
                .map(HookReceiver.Hook::at)
                .sorted(Comparator.naturalOrder())
                .toList();
        // two at once, and eight more at two a second, but that the first may have been noticed late
        assertThat(Duration.between(times.getFirst(), times.getLast())).isGreaterThan(Duration.ofMillis(1800));
    }

    private boolean isFailing(JsonNode endpoint) {
        return Tenancy.inEveryAccount(
                () -> jdbc.sql("SELECT failing_since IS NOT NULL FROM webhook_health WHERE endpoint_id = ?")
                        .param(id(endpoint))
                        .query(Boolean.class)
                        .single());
    }

    private void failingSince(JsonNode endpoint, String ago, String last) {
        Tenancy.everyAccount(() -> {
            jdbc.sql("""
                UPDATE webhook_health
                SET failing_since = now() - CAST(? AS interval), last_failed_at = now() - CAST(? AS interval)
                WHERE endpoint_id = ?
                """).params(ago, last, id(endpoint)).update();
        });
    }
}
