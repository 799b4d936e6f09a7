package io.tocsin.ingest.heartbeats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.events.AccountChanged;
import io.tocsin.events.CheckCompleted;
import io.tocsin.events.MonitorDefined;
import io.tocsin.ingest.IngestIT;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Targets that call. */
class HeartbeatsIT extends IngestIT {
    private final String monitor = Ids.next("mon");
    private final String account = Ids.next("acc");
    private final String token = UUID.randomUUID().toString();

    @Test
    void turnsACallIntoACheck() throws Exception {
        publish(Topics.MONITORS, monitor, definition(1, false));
        await().until(() -> call("GET", token).statusCode() == 200);
        assertThat(call("POST", token).body()).isEqualTo("{\"status\":\"received\"}");
        assertThat(call("HEAD", token).statusCode()).isEqualTo(200);

        List<CheckCompleted> checks = TopicReader.until(Topics.CHECKS, CheckCompleted.class, monitor, 3);

        assertThat(checks).hasSizeBetween(3, 3 + unsettled).allSatisfy(check -> {
            assertThat(check.getType()).isEqualTo("heartbeat");
            assertThat(check.getSuccess()).isTrue();
            assertThat(check.getAccountId()).isEqualTo(account);
            assertThat(Duration.between(check.getScheduledAt(), Instant.now())).isLessThan(Duration.ofMinutes(10));
        });
    }

    @Test
    void knowsNoTokenThatIsWrongOrGone() throws Exception {
        assertThat(code(call("GET", "nobody-has-this"))).isEqualTo("404 MONITOR_001");
        publish(Topics.MONITORS, monitor, definition(1, false));
        await().until(() -> call("GET", token).statusCode() == 200);

        publish(Topics.MONITORS, monitor, null);

        await().until(() -> call("GET", token).statusCode() == 404);
    }

    @Test
    void countsNothingWhileTheMonitorIsPaused() throws Exception {
        publish(Topics.MONITORS, monitor, definition(1, true));

        await().until(() -> call("GET", token).body().equals("{\"status\":\"paused\"}"));
    }

    @Test
    void servesNoSuspendedAccount() throws Exception {
        publish(Topics.MONITORS, monitor, definition(1, false));
        await().until(() -> call("GET", token).statusCode() == 200);

        publish(
                Topics.ACCOUNTS,
                account,
                AccountChanged.newBuilder()
                        .setAccountId(account)
                        .setRevision(2)
                        .setTier("free")
                        .setSuspendedAt(Instant.now())
                        .setMaxMonitors(1)
                        .setMinIntervalSeconds(1)
                        .setRequestsPerMinute(1)
                        .setRetentionDays(7)
                        .setMaxWebhookEndpoints(1)
                        .setMaxCollectors(1)
                        .setChangedAt(Instant.now())
                        .build());

        await().until(() -> call("GET", token).statusCode() == 404);
    }

    private HttpResponse<String> call(String method, String with) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + port + "/api/v1/heartbeat/" + with);
        return settled(HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private MonitorDefined definition(long revision, boolean paused) {
        Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
        return MonitorDefined.newBuilder()
                .setMonitorId(monitor)
                .setAccountId(account)
                .setRevision(revision)
                .setFriendlyName("backup")
                .setType("heartbeat")
                .setHeartbeatTokenHash(HeartbeatsTable.sha256(token))
                .setPeriodSeconds(60)
                .setGraceSeconds(10)
                .setIntervalSeconds(60)
                .setTimeoutMs(1000)
                .setFailureThreshold(1)
                .setRecoveryThreshold(1)
                .setPaused(paused)
                .setCreatedAt(now)
                .setChangedAt(now)
                .build();
    }
}
