package io.tocsin.query.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.schemas.Ids;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class UntoldIncidentsIT {
    private static final Duration HOUR = Duration.ofHours(1);

    @Autowired
    private Incidents incidents;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private final String account = Ids.next("acc");
    private final String monitor = Ids.next("mon");
    private final String incident = Ids.next("inc");

    @BeforeEach
    void openTwoDaysAgo() {
        Tenancy.everyAccount(() -> {
            jdbc.sql("""
                INSERT INTO incident (id, account_id, monitor_id, opened_at, opened_location)
                VALUES (?, ?, ?, now() - interval '2 days', 'here')
                """).params(incident, account, monitor).update();
        });
        announced("incident.opened", "2 days");
        announced("monitor.down", "2 days");
    }

    @AfterEach
    void forget() {
        Tenancy.everyAccount(() -> {
            jdbc.sql("DELETE FROM incident WHERE id = ?").param(incident).update();
            jdbc.sql("DELETE FROM webhook_event WHERE account_id = ?")
                    .param(account)
                    .update();
        });
    }

    @Test
    void findsTheUntoldEndOfAnOldIncident() {
        unseen(() -> {
            resolved("10 minutes");

            assertThat(untold(HOUR)).contains(incident);
        });
    }

    @Test
    void looksNoFurtherBackThanItIsAsked() {
        unseen(() -> {
            resolved("2 hours");

            assertThat(untold(HOUR)).doesNotContain(incident);
            assertThat(untold(Duration.ofDays(1))).contains(incident);
        });
    }

    @Test
    void leavesOutWhatWasTold() {
        unseen(() -> {
            resolved("10 minutes");
            announced("incident.resolved", "10 minutes");
            announced("monitor.up", "10 minutes");

            assertThat(untold(HOUR)).doesNotContain(incident);
        });
    }

    /** In a transaction, so that the service itself can't find and tell what is untold first. */
    private void unseen(Runnable test) {
        Tenancy.everyAccount(() -> transactions.executeWithoutResult(_ -> test.run()));
    }

    private List<String> untold(Duration back) {
        return Tenancy.inEveryAccount(
                () -> incidents.untold(back).stream().map(Incident::id).toList());
    }

    private void resolved(String ago) {
        Tenancy.everyAccount(() -> {
            jdbc.sql("UPDATE incident SET resolved_at = now() - CAST(? AS interval) WHERE id = ?")
                    .params(ago, incident)
                    .update();
        });
    }

    private void announced(String type, String ago) {
        Tenancy.everyAccount(() -> {
            jdbc.sql("""
                INSERT INTO webhook_event (id, account_id, type, at, subject, cause, payload, correlation_id, recorded_at)
                SELECT :id, :account, :type, t.at, :monitor, :id, :payload, 'test', t.at - interval '1 second'
                FROM (SELECT now() - CAST(:ago AS interval) AS at) t
                """)
                    .param("id", Ids.next("evt"))
                    .param("account", account)
                    .param("type", type)
                    .param("monitor", monitor)
                    .param("payload", "{\"data\":{\"incident_id\":\"" + incident + "\"}}")
                    .param("ago", ago)
                    .update();
        });
    }
}
