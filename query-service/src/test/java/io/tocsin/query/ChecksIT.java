package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.IncidentChanged;
import io.tocsin.events.StatusDecided;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
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
