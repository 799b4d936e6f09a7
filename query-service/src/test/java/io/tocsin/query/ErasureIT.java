package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
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
class ErasureIT {
    private static final List<String> TABLES = List.of(
            "monitor_definition",
            "monitor_revision",
            "collector_definition",
            "server",
            "server_counter",
            "source",
            "checks_1h",
            "check_event",
            "monitor_state",
            "collector_state",
            "incident",
            "incident_comment");

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
    void leavesNothingOfADeletedAccountButThatItWas() {
        String owner = TestTokens.user(product.account, "owner");
        product.plan(30);
        String monitor = product.monitor(1);
        String collector = product.collector();
        Instant at = Product.now().minusSeconds(60);
        product.checked(monitor, at.minus(Duration.ofDays(30)), true);
        product.checked(monitor, at, false);
        product.pushed(collector, at, 1);
        product.audited(Ids.next("usr"), "session.created", at);
        String last = product.audited(Ids.next("usr"), "account.deleted", at.plusSeconds(30));
        product.await("/internal/v1/account/activity", owner, 2);
        product.await("/internal/v1/servers/1/metrics", owner, 2);
        String incident = product.await("/internal/v1/incidents", owner, 1)
                .path("data")
                .get(0)
                .path("id")
                .asString();
        product.post("/internal/v1/incidents/" + incident + "/comments", owner, "{\"text\": \"so sad\"}");
        int source = count("SELECT max(id) FROM source WHERE account_id = ?", product.account);

        product.deleted(at.plusSeconds(30));

        Awaitility.await()
                .atMost(Product.SOON)
                .until(() -> count(
                                "SELECT count(*) FROM account_definition WHERE account_id = ? AND erased_at IS NOT"
                                        + " NULL",
                                product.account)
                        == 1);
        for (String table : TABLES) {
            assertThat(count("SELECT count(*) FROM " + table + " WHERE account_id = ?", product.account))
                    .as(table)
                    .isZero();
        }
        for (String table : List.of("metric_pack", "series", "metric_set", "rollup_dirty")) {
            assertThat(count("SELECT count(*) FROM " + table + " WHERE source_id = ?", source))
                    .as(table)
                    .isZero();
        }
        assertThat(product.read("/internal/v1/account/activity", owner).path("data"))
                .hasSize(1)
                .allMatch(event -> event.path("id").asString().equals(last));

        // what comes late changes nothing
        Product.publish(Topics.METRICS, collector, product.samples(collector, Map.of(Product.now(), 2.0)));
        product.checked(monitor, Product.now(), true);
        Product.publish(Topics.MONITORS, monitor, Product.defined(monitor, product.account, 2, 1));
        Product other = Product.with(port, managementPort);
        String living = other.monitor(1);
        other.checked(living, Product.now(), true);
        other.await("/internal/v1/monitors/" + living + "/checks", TestTokens.user(other.account, "owner"), 1);
        assertThat(count("SELECT count(*) FROM monitor_definition WHERE account_id = ?", product.account))
                .isZero();
        assertThat(count("SELECT count(*) FROM source WHERE account_id = ?", product.account))
                .isZero();
    }

    private int count(String query, Object parameter) {
        return Tenancy.inEveryAccount(
                () -> jdbc.sql(query).param(parameter).query(Integer.class).single());
    }
}
