package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.IncidentChanged;
import io.tocsin.events.StatusDecided;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class ChecksIT {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Product product;
    private String token;

    @BeforeEach
    void start() {
        product = Product.with(port, managementPort);
        token = TestTokens.user(product.account, "viewer");
    }

    @Test
    void storesACheckOnceHoweverOftenItArrives() {
        String monitor = product.monitor(2);
        Instant at = Product.now().minusSeconds(60);

        product.checked(monitor, at, true);
        product.checked(monitor, at, true);
        product.checked(monitor, at.plusSeconds(30), false);

        JsonNode answer = product.await("/internal/v1/monitors/" + monitor + "/checks", token, 2);
        JsonNode newest = answer.path("data").get(0);
        assertThat(newest.path("success").asBoolean()).isFalse();
        assertThat(newest.path("reason").asString()).isEqualTo("The status is 503");
        assertThat(newest.path("status_code").asInt()).isEqualTo(503);
        assertThat(newest.path("latency_ms").asDouble()).isEqualTo(12.5);
        assertThat(newest.path("monitor_id").asString()).isEqualTo(monitor);
        assertThat(Ids.isOf("chk", newest.path("id").asString())).isTrue();
        assertThat(newest.path("scheduled_at").asString()).isEqualTo(Product.text(at.plusSeconds(30)));
        JsonNode day = product.read("/api/v1/monitors/" + monitor + "/uptime", token)
                .path("data")
                .get(0);
        assertThat(day.path("period").asString()).isEqualTo("24h");
        assertThat(day.path("checks").asInt()).isEqualTo(2);
        assertThat(day.path("uptime_percent").asDouble()).isEqualTo(50.0);
    }

    @Test
    void opensAndResolvesIncidentsAndPublishesThem() {
        String monitor = product.monitor(2);
        Instant at = Product.now().minusSeconds(300);

        product.checked(monitor, at, true);
        product.checked(monitor, at.plusSeconds(30), false);
        product.checked(monitor, at.plusSeconds(60), false);

        JsonNode open = product.await("/internal/v1/incidents?open=true&monitor_id=" + monitor, token, 1)
                .path("data")
                .get(0);
        assertThat(open.path("opened_at").asString()).isEqualTo(Product.text(at.plusSeconds(60)));
        assertThat(open.path("resolved_at").isNull()).isTrue();

        product.checked(monitor, at.plusSeconds(90), true);
        product.await("/internal/v1/incidents?open=false&monitor_id=" + monitor, token, 1);

        String id = open.path("id").asString();
        assertThat(product.read("/api/v1/incidents/" + id, token)
                        .path("resolved_at")
                        .asString())
                .isEqualTo(Product.text(at.plusSeconds(90)));
        List<IncidentChanged> events = TopicReader.until(Topics.INCIDENTS, IncidentChanged.class, monitor, 2);
        assertThat(events).extracting(IncidentChanged::getTransition).containsExactly("opened", "resolved");
        assertThat(events).extracting(IncidentChanged::getIncidentId).containsOnly(id);
        List<StatusDecided> statuses = TopicReader.until(Topics.STATUS, StatusDecided.class, monitor, 2);
        assertThat(statuses.getLast().getStatus()).isEqualTo("up");
        assertThat(statuses).extracting(StatusDecided::getStatus).contains("down");
    }

    @Test
    void filtersChecksByOutcomeAndPlace() {
        String monitor = product.monitor(5);
        Instant at = Product.now().minusSeconds(300);
        product.checked(monitor, at, true);
        product.checked(monitor, at.plusSeconds(30), false);
        Product.publish(
                Topics.CHECKS,
                monitor,
                product.checking(monitor, at.plusSeconds(60), true)
                        .setLocation("there")
                        .setMessage("The certificate ends soon")
                        .setFailedAttempts(List.of("Connection refused"))
                        .setAttempts(2)
                        .setLatenessMicros(1500L)
                        .setTlsMicros(7000L)
                        .build());
        String checks = "/internal/v1/monitors/" + monitor + "/checks";
        product.await(checks, token, 3);

        JsonNode failed = product.read(checks + "?success=false", token).path("data");
        JsonNode there = product.read(checks + "?location=there", token).path("data");

        assertThat(failed.size()).isEqualTo(1);
        assertThat(failed.get(0).path("failed_attempts").size()).isZero();
        assertThat(there.size()).isEqualTo(1);
        assertThat(there.get(0).path("message").asString()).isEqualTo("The certificate ends soon");
        assertThat(there.get(0).path("failed_attempts").get(0).asString()).isEqualTo("Connection refused");
        assertThat(there.get(0).path("lateness_ms").asDouble()).isEqualTo(1.5);
        assertThat(there.get(0).path("timings").path("tls_ms").asDouble()).isEqualTo(7.0);
        assertThat(product.ask(checks + "?success=perhaps", token).statusCode()).isEqualTo(400);
    }

    @Test
    void tellsPercentilesOfLatency() {
        String monitor = product.monitor(5);
        Instant at = Product.now().minusSeconds(7200);
        for (int i = 1; i <= 100; i++) {
            Product.publish(
                    Topics.CHECKS,
                    monitor,
                    product.checking(monitor, at.plusSeconds(i), true)
                            .setLatencyMicros(i * 1000L)
                            .build());
        }
        product.await("/internal/v1/monitors/" + monitor + "/checks?limit=100", token, 100);

        JsonNode whole = product.read("/api/v1/monitors/" + monitor + "/latency", token);
        JsonNode stepped =
                product.read("/internal/v1/monitors/" + monitor + "/latency?step=10s&from=" + Product.text(at), token);

        JsonNode bucket = whole.path("data").get(0);
        assertThat(whole.path("data").size()).isEqualTo(1);
        assertThat(whole.path("method").asString()).contains("Percentiles");
        assertThat(bucket.path("checks").asInt()).isEqualTo(100);
        assertThat(bucket.path("p50_ms").asDouble()).isEqualTo(50.5);
        assertThat(bucket.path("p99_ms").asDouble()).isBetween(99.0, 100.0);
        assertThat(stepped.path("data").size()).isBetween(10, 11);
        assertThat(product.ask("/internal/v1/monitors/" + monitor + "/latency?step=1s", token)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void weighsEveryMonitorOfAnAccountTheSame() {
        String steady = product.monitor(5);
        String shaky = product.monitor(5);
        Instant at = Product.now().minusSeconds(5000);
        for (int i = 0; i < 9; i++) {
            product.checked(steady, at.plusSeconds(i), true);
        }
        product.checked(shaky, at, false);
        product.await("/internal/v1/monitors/" + steady + "/checks", token, 9);
        product.await("/internal/v1/monitors/" + shaky + "/checks", token, 1);

        JsonNode day = product.read("/internal/v1/uptime", token).path("data").get(0);

        assertThat(day.path("uptime_percent").asDouble()).isEqualTo(50.0);
        assertThat(day.path("monitors").asInt()).isEqualTo(2);
        assertThat(day.path("checks").asInt()).isEqualTo(10);
        assertThat(day.path("failures").asInt()).isEqualTo(1);
        JsonNode before = product.read(
                "/internal/v1/uptime?from=" + Product.text(at.minusSeconds(100)) + "&to=" + Product.text(at), token);
        assertThat(before.path("data").get(0).path("uptime_percent").isNull()).isTrue();
        assertThat(before.path("method").asString()).contains("unknown");
    }

    @Test
    void remembersWhoFirstTookAnIncidentAndWhatWasSaid() {
        String monitor = product.monitor(1);
        String owner = TestTokens.user(product.account, "owner");
        String admin = TestTokens.user(product.account, "admin");
        product.checked(monitor, Product.now().minusSeconds(60), false);
        String incident = "/internal/v1/incidents/"
                + product.await("/internal/v1/incidents?monitor_id=" + monitor, token, 1)
                        .path("data")
                        .get(0)
                        .path("id")
                        .asString();

        assertThat(product.post(incident + "/acknowledge", token, "").statusCode())
                .isEqualTo(403);
        assertThat(product.post(incident + "/acknowledge", owner, "").statusCode())
                .isEqualTo(200);
        JsonNode taken = product.read(incident, token);
        assertThat(product.post(incident + "/acknowledge", admin, "").statusCode())
                .isEqualTo(200);
        assertThat(product.read(incident, token)).isEqualTo(taken);
        assertThat(taken.path("acknowledged_by").asString()).startsWith("usr_");
        assertThat(taken.path("friendly_name").asString()).isEqualTo("shop");

        assertThat(product.post(incident + "/comments", admin, "{\"text\": \"The disk was full\"}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(product.post(incident + "/comments", admin, "{\"text\": \" \"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(product.post(incident + "/comments", token, "{\"text\": \"me too\"}")
                        .statusCode())
                .isEqualTo(403);
        JsonNode said = product.read(incident + "/comments", token).path("data");
        assertThat(said.size()).isEqualTo(1);
        assertThat(said.get(0).path("text").asString()).isEqualTo("The disk was full");

        List<IncidentChanged> events = TopicReader.until(Topics.INCIDENTS, IncidentChanged.class, monitor, 2);
        assertThat(events).extracting(IncidentChanged::getTransition).containsExactly("opened", "acknowledged");
        assertThat(events.getLast().getAcknowledgedBy())
                .isEqualTo(taken.path("acknowledged_by").asString());
        assertThat(events.getLast().getAt()).isEqualTo(events.getLast().getAcknowledgedAt());
        assertThat(events).extracting(IncidentChanged::getFriendlyName).containsOnly("shop");
    }

    @Test
    void hasNothingToTakeOnceAnIncidentIsOver() {
        String monitor = product.monitor(1);
        product.checked(monitor, Product.now().minusSeconds(60), false);
        product.checked(monitor, Product.now().minusSeconds(30), true);
        String id = product.await("/internal/v1/incidents?open=false&monitor_id=" + monitor, token, 1)
                .path("data")
                .get(0)
                .path("id")
                .asString();

        HttpResponse<String> answer = product.post(
                "/internal/v1/incidents/" + id + "/acknowledge", TestTokens.user(product.account, "owner"), "");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("INCIDENT_002");
        assertThat(product.post(
                                "/internal/v1/incidents/" + id + "/acknowledge",
                                TestTokens.user(Ids.next("acc"), "owner"),
                                "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void pagesThroughChecksNewestFirst() {
        String monitor = product.monitor(2);
        Instant at = Product.now().minusSeconds(600);
        for (int i = 0; i < 5; i++) {
            product.checked(monitor, at.plusSeconds(i), true);
        }
        product.await("/internal/v1/monitors/" + monitor + "/checks", token, 5);

        JsonNode first = product.read("/internal/v1/monitors/" + monitor + "/checks?limit=3", token);
        JsonNode second = product.read(
                "/internal/v1/monitors/" + monitor + "/checks?limit=3&cursor="
                        + first.path("next_cursor").asString(),
                token);

        assertThat(first.path("data").size()).isEqualTo(3);
        assertThat(second.path("data").size()).isEqualTo(2);
        assertThat(second.path("data").get(1).path("scheduled_at").asString()).isEqualTo(Product.text(at));
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void hidesWhatIsForeign() {
        String monitor = product.monitor(1);
        product.checked(monitor, Product.now().minusSeconds(30), false);
        String incident = product.await("/internal/v1/incidents?monitor_id=" + monitor, token, 1)
                .path("data")
                .get(0)
                .path("id")
                .asString();
        String stranger = TestTokens.user(Ids.next("acc"), "owner");

        assertThat(product.ask("/internal/v1/monitors/" + monitor + "/checks", stranger)
                        .statusCode())
                .isEqualTo(404);
        assertThat(product.ask("/internal/v1/monitors/" + monitor + "/uptime", stranger)
                        .statusCode())
                .isEqualTo(404);
        assertThat(product.ask("/internal/v1/incidents/" + incident, stranger).statusCode())
                .isEqualTo(404);
        assertThat(product.read("/internal/v1/incidents", stranger).path("data").size())
                .isZero();
    }
}
