package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class HeartbeatsIT {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private JdbcClient jdbc;

    private Product product;
    private String token;

    @BeforeEach
    void start() {
        product = Product.with(port, managementPort);
        token = TestTokens.user(product.account, "viewer");
    }

    @Test
    void countsAHeartbeatThatDidNotComeAsDown() {
        String monitor = product.heartbeat(300, 10);
        Instant last = Product.now().minusSeconds(320);
        beat(monitor, last);

        JsonNode missed =
                product.await(failures(monitor), token, 1).path("data").get(0);
        JsonNode open = product.await("/internal/v1/incidents?open=true&monitor_id=" + monitor, token, 1);

        assertThat(missed.path("scheduled_at").asString()).isEqualTo(Product.text(last.plusSeconds(310)));
        assertThat(missed.path("reason").asString()).contains("No heartbeat came");
        assertThat(open.path("data").get(0).path("opened_at").asString())
                .isEqualTo(Product.text(last.plusSeconds(310)));

        beat(monitor, Product.now());
        product.await("/internal/v1/incidents?open=false&monitor_id=" + monitor, token, 1);
    }

    @Test
    void missesNothingThatWasDueUnderAnotherPeriodOrInASuspendedAccount() {
        Instant now = Product.now();
        String hastened = product.heartbeat(86_400, 0);
        String resumed = product.heartbeat(10, 5);
        Product suspended = Product.with(port, managementPort);
        String barred = suspended.heartbeat(10, 5);
        // both changes come later than what they made due
        product.resumed(now.plusSeconds(600));
        product.heartbeat(hastened, 2, 10, 0, now.plusSeconds(600));
        suspended.suspended(now.minusSeconds(600));
        Product other = Product.with(port, managementPort);
        String late = other.heartbeat(300, 10);
        // accounts and checks are read by different threads
        Awaitility.await().atMost(Product.SOON).until(() -> isKnown(product.account) && isKnown(suspended.account));

        for (String monitor : new String[] {hastened, resumed}) {
            beat(monitor, now.minusSeconds(320));
        }
        beat(suspended, barred, now.minusSeconds(320));
        beat(other, late, now.minusSeconds(320));

        other.await(failures(late), TestTokens.user(other.account, "viewer"), 1);
        for (String monitor : new String[] {hastened, resumed}) {
            product.await("/internal/v1/monitors/" + monitor + "/checks", token, 1);
            product.await(failures(monitor), token, 0);
        }
        suspended.await(failures(barred), TestTokens.user(suspended.account, "viewer"), 0);
    }

    @Test
    void noticesAMissedOneHoweverManyAreWithinTheirGrace() {
        String first = "mon_" + "0".repeat(28);
        try {
            everywhere("""
                INSERT INTO monitor_definition (monitor_id, account_id, revision, friendly_name, type, interval_seconds,
                    failure_threshold, recovery_threshold, paused, changed_at, period_seconds, grace_seconds)
                SELECT :first || to_char(i, 'FM0000'), :account, 1, 'shop', 'heartbeat', 60, 1, 1, false,
                    now() - interval '1 hour', 1, 86400
                FROM generate_series(1, 2000) AS i
                """, first);
            everywhere("""
                INSERT INTO monitor_state (monitor_id, account_id, condition, streak, since, last_applied_at, silent,
                    decided_at)
                SELECT :first || to_char(i, 'FM0000'), :account, 'up', 0, now(), now() - interval '1 hour', false, now()
                FROM generate_series(1, 2000) AS i
                """, first);
            String monitor = product.heartbeat(300, 10);

            beat(monitor, Product.now().minusSeconds(320));

            product.await(failures(monitor), token, 1);
        } finally {
            everywhere(
                    "DELETE FROM monitor_state WHERE account_id = :account AND starts_with(monitor_id, :first)", first);
        }
    }

    private boolean isKnown(String account) {
        return Tenancy.<Boolean>inEveryAccount(
                () -> jdbc.sql("SELECT EXISTS (SELECT 1 FROM account_definition WHERE account_id = ?)")
                        .param(account)
                        .query(Boolean.class)
                        .single());
    }

    private void everywhere(String statement, String first) {
        Tenancy.everyAccount(() -> jdbc.sql(statement)
                .param("account", product.account)
                .param("first", first)
                .update());
    }

    private void beat(String monitor, Instant at) {
        beat(product, monitor, at);
    }

    private static void beat(Product owner, String monitor, Instant at) {
        Product.publish(
                Topics.CHECKS,
                monitor,
                owner.checking(monitor, at, true).setType("heartbeat").build());
    }

    private static String failures(String monitor) {
        return "/internal/v1/monitors/" + monitor + "/checks?success=false";
    }
}
