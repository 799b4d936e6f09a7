package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.journeys.Collector.Batch;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What somebody does who has just signed up. */
@Order(1)
@ExtendWith(WithProduct.class)
class FirstHourIT {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @Test
    void aCheckTravelsFromTheMonitorToItsReader(RunningProduct product) throws Exception {
        var ada = Customer.signUp(product.address());
        var reader = ada.program("monitors:read");
        try (var target = new Target()) {
            var monitor = ada.monitor(target.address(), 30);
            var id = monitor.path("id").asString();
            var path = "/api/v1/monitors/%s".formatted(id);

            Measured.until("the first check is readable (promised: 5 s)", GENEROUS, () -> {
                var checks = reader.get(path + "/checks");
                return checks.status() == 200 && !checks.body().path("data").isEmpty();
            });

            var check = reader.get(path + "/checks").body().path("data").path(0);
            assertThat(check.path("monitor_id").asString("")).isEqualTo(id);
            assertThat(check.path("success").asBoolean(false)).isTrue();
            assertThat(check.path("status_code").asInt(0)).isEqualTo(200);
            assertThat(check.path("latency_ms").asDouble(-1)).isPositive();
            Measured.until(
                    "the monitor's status is up",
                    GENEROUS,
                    () -> reader.get(path).body().path("status").asString("").equals("up"));
            Measured.until(
                    "the monitor was always up",
                    GENEROUS,
                    () -> reader.get(path + "/uptime")
                                    .expect(200)
                                    .body()
                                    .at("/data/0/uptime_percent")
                                    .asDouble(0)
                            == 100);
        }
    }

    @Test
    void aMetricTravelsFromTheCollectorToItsReader(RunningProduct product) throws Exception {
        var ada = Customer.signUp(product.address());
        var reader = ada.program("monitors:read");
        var collector = ada.collector("journey-host");
        var batch = new Batch(UUID.randomUUID().toString(), Instant.now().truncatedTo(ChronoUnit.MILLIS), 42);

        var receipt = collector.push(batch).expect(200).body();

        assertThat(receipt.path("status").asString("")).isEqualTo("success");
        assertThat(receipt.path("batch_id").asString("")).isEqualTo(batch.id());
        assertThat(receipt.path("metrics_count").asInt(0)).isEqualTo(Batch.SERIES);
        Measured.until("the metric is readable (promised: 3 s)", GENEROUS, () -> {
            var servers = reader.get("/api/v1/servers").body().path("data");
            return !servers.isEmpty() && !points(reader, servers.path(0)).isEmpty();
        });
        var server = reader.get("/api/v1/servers").body().path("data").path(0);
        assertThat(server.path("collector_id").asString("")).isEqualTo(collector.id());
        assertThat(server.path("hostname").asString("")).isEqualTo("journey-host");
        var point = points(reader, server).path(0);
        assertThat(Instant.parse(point.path(0).asString(""))).isEqualTo(batch.time());
        assertThat(point.path(1).asDouble(0)).isEqualTo(42);
    }

    @Test
    void aProgramPushesForACollectorOfItsAccountThroughTheGateway(RunningProduct product) {
        var ada = Customer.signUp(product.address());
        var program = ada.program("metrics:write");
        var collector = ada.collector("gateway-host");
        var batch = new Batch(UUID.randomUUID().toString(), Instant.now().truncatedTo(ChronoUnit.MILLIS), 1);

        assertThat(collector
                        .push(program, batch)
                        .expect(200)
                        .body()
                        .path("metrics_count")
                        .asInt(0))
                .isEqualTo(Batch.SERIES);
    }

    @Test
    void aPasswordOpensBothDoors(RunningProduct product) {
        var ada = Customer.signUp(product.address());
        var anonymous = ada.anonymous();
        var credentials = Map.of("email", ada.email(), "password", ada.password());

        var cookie = Customer.signedIn(
                anonymous,
                anonymous.post("/api/auth/sign-in/email", credentials).expect(200));
        var token = anonymous
                .post("/api/v1/auth/login", credentials)
                .expect(200)
                .body()
                .path("access_token")
                .asString("");

        assertThat(cookie.get("/internal/v1/me")
                        .expect(200)
                        .body()
                        .path("email")
                        .asString(""))
                .isEqualTo(ada.email());
        var bearer = anonymous.with(Map.of("Authorization", "Bearer " + token));
        assertThat(bearer.get("/internal/v1/me")
                        .expect(200)
                        .body()
                        .path("email")
                        .asString(""))
                .isEqualTo(ada.email());
    }

    @Test
    void nobodySeesWhatBelongsToAnother(RunningProduct product) throws Exception {
        var ada = Customer.signUp(product.address());
        var eve = Customer.signUp(product.address());
        try (var target = new Target()) {
            var id = ada.monitor(target.address(), 30).path("id").asString();

            eve.browser().get("/internal/v1/monitors/" + id).expectRefusal(404);
            eve.program("monitors:read")
                    .get("/api/v1/monitors/%s/checks".formatted(id))
                    .expectRefusal(404);
            assertThat(eve.browser().get("/internal/v1/monitors").body().path("data"))
                    .isEmpty();
        }
    }

    private static tools.jackson.databind.JsonNode points(Http reader, tools.jackson.databind.JsonNode server) {
        return reader.get("/api/v1/servers/%s/metrics?name=journey_0"
                        .formatted(server.path("id").asString("")))
                .body()
                .path("data")
                .path(0)
                .path("points");
    }
}
