package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.MetricsReceived;
import io.tocsin.events.MonitorDefined;
import io.tocsin.events.StatusDecided;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class SilenceIT {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Product product;

    @BeforeEach
    void start() {
        product = Product.with(port, managementPort);
    }

    @Test
    void callsAMonitorUnknownOnceNobodyChecksItAndKeepsItsIncidentOpen() {
        String monitor = Ids.next("mon");
        Instant now = Product.now();
        Product.publish(
                Topics.MONITORS,
                monitor,
                MonitorDefined.newBuilder(Product.defined(monitor, product.account, 1, 1))
                        .setChangedAt(now.minusSeconds(900))
                        .build());
        product.checked(monitor, now.minusSeconds(600), false);

        assertThat(statuses(monitor, 2)).containsExactly("down", "unknown");
        String token = TestTokens.user(product.account, "viewer");
        assertThat(product.read("/internal/v1/incidents?open=true&monitor_id=" + monitor, token)
                        .path("data")
                        .size())
                .isEqualTo(1);

        // a check that comes late breaks no silence, one of now does
        product.checked(monitor, now.minusSeconds(700), true);
        product.checked(monitor, Product.now(), true);
        assertThat(statuses(monitor, 3).getLast()).isEqualTo("up");
    }

    @Test
    void callsACollectorLateThenOffline() {
        String late = product.collector();
        String gone = product.collector();

        pushed(late, Product.now().minusSeconds(40));
        pushed(gone, Product.now().minusSeconds(300));

        assertThat(statuses(late, 2)).containsExactly("online", "late");
        assertThat(statuses(gone, 2)).containsExactly("online", "offline");

        pushed(gone, Product.now());
        assertThat(statuses(gone, 3).getLast()).isEqualTo("online");
    }

    private void pushed(String collector, Instant receivedAt) {
        Product.publish(
                Topics.METRICS,
                collector,
                MetricsReceived.newBuilder(product.samples(collector, Map.of(receivedAt, 1.0)))
                        .setReceivedAt(receivedAt)
                        .build());
    }

    private static List<String> statuses(String subject, int count) {
        return TopicReader.until(Topics.STATUS, StatusDecided.class, subject, count).stream()
                .map(StatusDecided::getStatus)
                .toList();
    }
}
