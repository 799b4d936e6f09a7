package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.MetricsReceived;
import io.tocsin.events.MonitorDefined;
import io.tocsin.events.StatusDecided;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class SilenceIT {
    /** Of collectors, so long that none is late or offline for what a slow machine takes. */
    private static final int INTERVAL_SECONDS = 600;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private JdbcClient jdbc;

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
        String late = product.collector(INTERVAL_SECONDS);
        String gone = product.collector(INTERVAL_SECONDS);

        pushed(late, Product.now().minusSeconds(4 * INTERVAL_SECONDS));
        pushed(gone, Product.now().minusSeconds(10 * INTERVAL_SECONDS));

        assertThat(statuses(late, 2)).containsExactly("online", "late");
        assertThat(statuses(gone, 2)).containsExactly("online", "offline");

        pushed(gone, Product.now());
        assertThat(statuses(gone, 3).getLast()).isEqualTo("online");
    }

    @Test
    void hasNoStatusOfACollectorThatMayPushNoMore() {
        String revoked = product.collector(INTERVAL_SECONDS);
        String deleted = product.collector(INTERVAL_SECONDS);
        String silent = product.collector(INTERVAL_SECONDS);
        pushed(revoked, Product.now());
        pushed(deleted, Product.now());
        assertThat(statuses(revoked, 1)).containsExactly("online");
        assertThat(statuses(deleted, 1)).containsExactly("online");

        product.revoked(revoked);
        Product.publish(Topics.COLLECTORS, deleted, (byte[]) null);
        assertThat(statuses(revoked, 2)).containsExactly("online", "none");
        assertThat(statuses(deleted, 2)).containsExactly("online", "none");

        // what they pushed before is read late
        for (String collector : List.of(revoked, deleted, silent)) {
            pushed(collector, Product.now().minusSeconds(10 * INTERVAL_SECONDS));
        }
        assertThat(statuses(silent, 2)).containsExactly("online", "offline");
        assertThat(statuses(revoked, 2)).containsExactly("online", "none");
        assertThat(statuses(deleted, 2)).containsExactly("online", "none");
    }

    @Test
    void noticesSilenceHoweverManyAreLateAlready() {
        String first = "col_" + "0".repeat(28);
        try {
            everywhere("""
                INSERT INTO collector_definition (collector_id, account_id, revision, name, hostname, interval_seconds,
                    changed_at)
                SELECT :first || to_char(i, 'FM0000'), :account, 1, 'rack', 'host', 86400, now()
                FROM generate_series(1, 2000) AS i
                """, first);
            everywhere("""
                INSERT INTO collector_state (collector_id, account_id, status, since, last_observed_at, decided_at,
                    published_at)
                SELECT :first || to_char(i, 'FM0000'), :account, 'late', now(), now() - interval '3 days', now(), now()
                FROM generate_series(1, 2000) AS i
                """, first);
            String collector = product.collector();

            pushed(collector, Product.now().minusSeconds(300));

            assertThat(statuses(collector, 2)).containsExactly("online", "offline");
        } finally {
            everywhere(
                    "DELETE FROM collector_state WHERE account_id = :account AND starts_with(collector_id, :first)",
                    first);
        }
    }

    private void everywhere(String statement, String first) {
        Tenancy.everyAccount(() -> jdbc.sql(statement)
                .param("account", product.account)
                .param("first", first)
                .update());
    }

    private void pushed(String collector, Instant receivedAt) {
        Product.publish(
                Topics.METRICS,
                collector,
                MetricsReceived.newBuilder(product.samples(collector, Map.of(receivedAt, 1.0)))
                        .setReceivedAt(receivedAt)
                        .build());
    }

    /** What it turned into, once it has so often; the same may be told again at any time. */
    private static List<String> statuses(String subject, int count) {
        return Awaitility.await().atMost(Product.SOON).until(() -> turns(subject), turns -> turns.size() >= count);
    }

    private static List<String> turns(String subject) {
        List<String> turns = new ArrayList<>();
        for (StatusDecided status : TopicReader.until(Topics.STATUS, StatusDecided.class, subject, 1)) {
            String turned = status == null ? "none" : status.getStatus();
            if (turns.isEmpty() || !turns.getLast().equals(turned)) {
                turns.add(turned);
            }
        }
        return turns;
    }
}
