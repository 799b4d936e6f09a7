package io.tocsin.query;

import static io.tocsin.query.Product.SOON;
import static io.tocsin.query.Subscriber.WEBHOOKS;
import static io.tocsin.query.Subscriber.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import io.tocsin.events.MonitorDefined;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Scopes;
import io.tocsin.schemas.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class WebhooksIT {
    private static final JsonMapper JSON = JsonMapper.shared();

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Product product;
    private Subscriber subscriber;
    private String token;
    private HookReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        product = Product.with(port, managementPort);
        subscriber = Subscriber.of(product);
        token = subscriber.token();
        receiver = new HookReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void tellsOfIncidentsSignedAsStandardWebhooks() throws Exception {
        JsonNode endpoint =
                subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("incident.opened")));

        String monitor = subscriber.broken();

        await().atMost(SOON).until(() -> receiver.events().size() == 1);
        HookReceiver.Hook hook = receiver.hooks.getFirst();
        new Webhook(endpoint.path("secret").asString()).verify(hook.body(), lowerCased(hook.headers()));
        assertThat(hook.json().path("type").asString()).isEqualTo("incident.opened");
        assertThat(hook.json().path("data").path("monitor_id").asString()).isEqualTo(monitor);
        assertThat(hook.json().path("data").path("reason").asString()).isEqualTo("The status is 503");
        JsonNode delivery = subscriber.awaitDelivery(endpoint, "delivered");
        assertThat(delivery.path("event_type").asString()).isEqualTo("incident.opened");
        assertThat(delivery.path("event_id").asString()).isEqualTo(hook.header("webhook-id"));
        assertThat(delivery.path("attempts").get(0).path("status_code").asInt()).isEqualTo(204);
    }

    @Test
    void triesAgainWithTheSameIdUntilItIsTaken() {
        receiver.answers(HookReceiver.status(500).thenAfter(2, HookReceiver.status(200)));
        JsonNode endpoint = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));

        subscriber.broken();

        JsonNode delivery = subscriber.awaitDelivery(endpoint, "delivered");
        assertThat(receiver.hooks).hasSizeGreaterThanOrEqualTo(3);
        assertThat(receiver.events()).hasSize(1);
        assertThat(delivery.path("attempts").get(0).path("error").asString()).isEqualTo("It answered 500");
        assertThat(delivery.path("attempts").size()).isEqualTo(receiver.hooks.size());
    }

    @Test
    void givesUpInTheEndAndSendsAgainWhenAsked() {
        receiver.answers(exchange -> {
            exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
            exchange.sendResponseHeaders(302, -1);
        });
        JsonNode endpoint = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));
        subscriber.broken();
        JsonNode given = subscriber.awaitDelivery(endpoint, "exhausted");
        assertThat(given.path("reason").asString()).contains("302").contains("not followed");
        assertThat(given.path("attempts").size()).isEqualTo(4);

        receiver.answers(HookReceiver.status(200));
        String path = WEBHOOKS + "/" + id(endpoint) + "/deliveries/" + id(given);
        assertThat(product.post(path + "/resend", token, "").statusCode()).isEqualTo(202);

        subscriber.awaitDelivery(endpoint, "delivered");
        assertThat(product.read(path, token).path("payload").path("type").asString())
                .isEqualTo("monitor.down");
    }

    @Test
    void disablesAnEndpointThatIsGoneAndRecoversWhatItMissed() {
        receiver.answers(HookReceiver.status(410));
        JsonNode endpoint =
                subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("incident.opened")));
        Instant since = Product.now().minusSeconds(5);
        subscriber.broken();
        await().atMost(SOON)
                .until(() -> !product.read(WEBHOOKS + "/" + id(endpoint), token)
                        .path("enabled")
                        .asBoolean());
        JsonNode disabled = product.read(WEBHOOKS + "/" + id(endpoint), token);
        assertThat(disabled.path("disabled_reason").asString()).isEqualTo("It answered 410 Gone");

        subscriber.broken();
        receiver.answers(HookReceiver.status(200));
        HttpResponse<String> enabled = product.patch(
                WEBHOOKS + "/" + id(endpoint),
                token,
                "\"" + disabled.path("revision").asLong() + "\"",
                "{\"enabled\":true}");
        assertThat(enabled.statusCode()).as(enabled.body()).isEqualTo(200);
        HttpResponse<String> recovered = product.post(
                WEBHOOKS + "/" + id(endpoint) + "/recover", token, "{\"since\":\"" + Product.text(since) + "\"}");

        assertThat(JSON.readTree(recovered.body()).path("recovered").asInt()).isEqualTo(2);
        await().atMost(SOON).until(() -> receiver.hooks.size() >= 3);
    }

    @Test
    void hearsThePastInOrderAndThenThePresent() {
        Instant since = Product.now().minusSeconds(60);
        String monitor = subscriber.broken();
        product.checked(monitor, Product.now(), true);
        product.await("/internal/v1/incidents?open=false&monitor_id=" + monitor, token, 1);

        subscriber.created(Map.of(
                "url",
                receiver.url(),
                "start_from",
                Product.text(since),
                "event_types",
                List.of("incident.opened", "incident.resolved"),
                "ordered",
                true));

        await().atMost(SOON).until(() -> receiver.events().size() == 2);
        assertThat(receiver.events())
                .extracting(hook -> hook.json().path("type").asString())
                .containsExactly("incident.opened", "incident.resolved");
        assertThat(receiver.events())
                .allMatch(hook -> hook.json().path("replayed").asBoolean())
                .allMatch(hook -> "true".equals(hook.header("Tocsin-Replayed")));

        subscriber.broken();
        await().atMost(SOON).until(() -> receiver.events().size() == 3);
    }

    @Test
    void sendsWhatFilterAndTransformationLeave() {
        subscriber.created(Map.of(
                "url",
                receiver.url(),
                "filter",
                "type in [\"monitor.down\"] and data.friendly_name = \"shop\"",
                "transformation",
                "{'said': data.status}",
                "headers",
                Map.of("X-Key", "abc")));

        subscriber.broken();

        await().atMost(SOON).until(() -> receiver.events().size() == 1);
        assertThat(receiver.hooks.getFirst().body()).isEqualTo("{\"said\":\"down\"}");
        assertThat(receiver.hooks.getFirst().header("X-Key")).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/x",
                "https://169.254.169.254/latest",
                "https://[::1]/x",
                "https://2130706434/x",
                "https://0/x",
                "https://[::ffff:10.0.0.1]/",
                "http://8.8.8.8/x",
                "ftp://example.com/",
                "https://user:password@example.com/",
                "nonsense",
            })
    void refusesAddressesThatNothingMayBeSentTo(String url) {
        HttpResponse<String> answer = product.post(WEBHOOKS, token, JSON.writeValueAsString(Map.of("url", url)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("WEBHOOK_003");
    }

    @Test
    void takesNoMoreThanThePlanAllows() {
        String free = TestTokens.signed(claims -> claims.audience(Claims.USER_AUDIENCE)
                .subject(Ids.next("usr"))
                .claim(Claims.ACCOUNT, product.account)
                .claim(Claims.ROLE, "owner")
                .claim(Claims.TIER, "free")
                .claim(Claims.SESSION, Ids.next("ses")));
        product.plan(30); // ten endpoints; until that has arrived, two are what the token is good for
        await().atMost(SOON).until(() -> {
            product.post(WEBHOOKS, free, JSON.writeValueAsString(Map.of("url", receiver.url())));
            return product.read(WEBHOOKS, free).path("data").size() == 10;
        });

        HttpResponse<String> refused =
                product.post(WEBHOOKS, free, JSON.writeValueAsString(Map.of("url", receiver.url())));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("WEBHOOK_002");
        await().atMost(SOON).until(() -> !receiver.of("quota.reached").isEmpty());
    }

    @Test
    void showsItsSecretAndRotatesIt() throws Exception {
        JsonNode endpoint = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.paused")));
        String path = WEBHOOKS + "/" + id(endpoint);
        String first = endpoint.path("secret").asString();
        assertThat(product.read(path + "/secret", token).path("secret").asString())
                .isEqualTo(first);
        assertThat(product.ask(path + "/secret", TestTokens.user(product.account, "viewer"))
                        .statusCode())
                .isEqualTo(403);

        String second = JSON.readTree(
                        product.post(path + "/secret/rotate", token, "").body())
                .path("secret")
                .asString();
        product.post(path + "/test", token, "");

        await().atMost(SOON).until(() -> receiver.events().size() == 1);
        HookReceiver.Hook hook = receiver.hooks.getFirst();
        new Webhook(first).verify(hook.body(), lowerCased(hook.headers()));
        new Webhook(second).verify(hook.body(), lowerCased(hook.headers()));
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void tellsOfMonitorsThatComeChangeAndGo() {
        subscriber.created(Map.of("url", receiver.url(), "ordered", true));
        String id = Ids.next("mon");
        MonitorDefined first = Product.defined(id, product.account, 1, 1);
        Product.publish(Topics.MONITORS, id, first);
        Product.publish(
                Topics.MONITORS,
                id,
                MonitorDefined.newBuilder(first)
                        .setRevision(2)
                        .setFriendlyName("bigger shop")
                        .build());
        Product.publish(
                Topics.MONITORS,
                id,
                MonitorDefined.newBuilder(first).setRevision(3).setPaused(true).build());
        Product.publish(Topics.MONITORS, id, (SpecificRecord) null);

        await().atMost(SOON).until(() -> receiver.events().size() == 4);

        assertThat(receiver.events())
                .extracting(hook -> hook.json().path("type").asString())
                .containsExactly("monitor.created", "monitor.updated", "monitor.paused", "monitor.deleted");
    }

    @Test
    void saysNothingOfWhatIsLongPast() {
        subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.created", "monitor.updated")));
        String id = Ids.next("mon");
        MonitorDefined first = Product.defined(id, product.account, 1, 1);
        Instant longAgo = Product.now().minus(Duration.ofDays(31));

        Product.publish(
                Topics.MONITORS,
                id,
                MonitorDefined.newBuilder(first).setChangedAt(longAgo).build());
        Product.publish(
                Topics.MONITORS,
                id,
                MonitorDefined.newBuilder(first).setRevision(2).build());

        await().atMost(SOON).until(() -> !receiver.hooks.isEmpty());
        assertThat(receiver.events())
                .extracting(hook -> hook.json().path("type").asString())
                .containsExactly("monitor.updated");
    }

    @Test
    void warnsOnceOfCertificatesThatEndSoon() {
        subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("certificate.expiring")));
        String monitor = product.monitor(1);
        Instant end = Product.now().plus(Duration.ofDays(5));
        for (int i = 3; i > 0; i--) {
            Product.publish(
                    Topics.CHECKS,
                    monitor,
                    product.checking(monitor, Product.now().minusSeconds(i), true)
                            .setCertificateNotAfter(end)
                            .build());
        }
        String collector = product.certified(end);

        await().atMost(SOON).until(() -> receiver.events().size() == 2);

        assertThat(receiver.of("certificate.expiring"))
                .extracting(event -> event.path("data").path("subject_id").asString())
                .containsExactlyInAnyOrder(monitor, collector);
        assertThat(receiver.of("certificate.expiring"))
                .allMatch(event -> event.path("data").path("days_left").asInt() == 4)
                .allMatch(
                        event -> event.path("data").path("not_after").asString().equals(Product.text(end)));
    }

    @Test
    void tellsOfCollectorsThatCome() {
        subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("collector.online")));
        String collector = product.collector();

        product.pushed(collector, Product.now(), 0.5);

        await().atMost(SOON).until(() -> receiver.events().size() == 1);
        assertThat(receiver.hooks
                        .getFirst()
                        .json()
                        .path("data")
                        .path("collector_id")
                        .asString())
                .isEqualTo(collector);
    }

    @Test
    void pausesForAsLongAsTheReceiverAsks() {
        HookReceiver.Answer busy = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3");
            exchange.sendResponseHeaders(429, -1);
        };
        receiver.answers(busy.thenAfter(1, HookReceiver.status(200)));
        JsonNode endpoint = subscriber.created(Map.of("url", receiver.url(), "event_types", List.of("monitor.down")));
        subscriber.broken();

        JsonNode delivery = subscriber.awaitDelivery(endpoint, "delivered");

        Instant first =
                Instant.parse(delivery.path("attempts").get(0).path("at").asString());
        Instant second =
                Instant.parse(delivery.path("attempts").get(1).path("at").asString());
        assertThat(Duration.between(first, second)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void letsClientsInByTheirScope() {
        subscriber.created(Map.of("url", receiver.url()));
        String client = TestTokens.client(product.account, Scopes.WEBHOOKS_WRITE);

        assertThat(product.read("/api/v1/webhooks", client).path("data").size()).isEqualTo(1);
        assertThat(product.ask("/api/v1/webhooks", TestTokens.client(product.account, Scopes.MONITORS_READ))
                        .statusCode())
                .isEqualTo(403);
        assertThat(product.read("/api/v1/webhooks/event-types", client)
                        .path("data")
                        .size())
                .isEqualTo(15);
    }

    @Test
    void previewsWhatWouldBeSent() {
        assertThat(preview("slack").path("result").path("text").asString()).isEqualTo("Shop is down");
        String deep = "$reduce([1..60], function($inside, $i) { {'inside': $inside} })";
        assertThat(preview(deep).path("error").asString()).contains("too deep");
        assertThat(product.post(WEBHOOKS + "/preview", token, "{\"transformation\":\"{\"}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void isNoneOfAnotherAccountsBusiness() {
        JsonNode endpoint = subscriber.created(Map.of("url", receiver.url()));
        String stranger = TestTokens.user(Product.with(port, managementPort).account, "owner");

        assertThat(product.ask(WEBHOOKS + "/" + id(endpoint), stranger).statusCode())
                .isEqualTo(404);
        assertThat(product.ask(WEBHOOKS + "/" + id(endpoint) + "/deliveries", stranger)
                        .statusCode())
                .isEqualTo(404);
    }

    /** What an evaluation came to that did not take too long. */
    private JsonNode preview(String transformation) {
        String body = JSON.writeValueAsString(Map.of("transformation", transformation, "event_type", "monitor.down"));
        return await().atMost(SOON)
                .until(
                        () -> JSON.readTree(
                                product.post(WEBHOOKS + "/preview", token, body).body()),
                        result -> !result.path("error").asString("").contains("takes too long"));
    }

    private static Map<String, List<String>> lowerCased(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
    }
}
