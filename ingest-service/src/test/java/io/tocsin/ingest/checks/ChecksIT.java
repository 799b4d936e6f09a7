package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.events.CheckCompleted;
import io.tocsin.events.MonitorDefined;
import io.tocsin.ingest.IngestIT;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChecksIT extends IngestIT {
    private final String account = Ids.next("acc");
    private final String monitor = Ids.next("mon");
    private final AtomicInteger hits = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer target;

    /** A monitor that is found only when its partition is given to the runner has its first slot in the past by then. */
    @BeforeEach
    void runs() {
        await().until(() -> RunnerGroup.isShared(1));
    }

    @BeforeEach
    void listen() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/", exchange -> {
            hits.incrementAndGet();
            byte[] body = "all is well".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        target.start();
    }

    @AfterEach
    void stop() {
        publish(Topics.MONITORS, monitor, null);
        target.stop(0);
    }

    @Test
    void checksANewMonitorAtOnceAndThenEveryInterval() {
        MonitorDefined definition = monitor("http", 1);
        publish(Topics.MONITORS, monitor, definition);

        List<CheckCompleted> checks = awaitChecks(3);

        CheckCompleted first = checks.getFirst();
        assertThat(first.getAccountId()).isEqualTo(account);
        assertThat(first.getScheduledAt()).isEqualTo(definition.getChangedAt());
        assertThat(first.getSuccess()).isTrue();
        assertThat(first.getStatusCode()).isEqualTo(200);
        assertThat(first.getLatencyMicros()).isPositive();
        assertThat(first.getLocation()).isEqualTo("local");
        CheckSchedule schedule = CheckSchedule.of(monitor, Duration.ofSeconds(1));
        assertThat(checks.subList(1, 3))
                .allSatisfy(check ->
                        assertThat(check.getScheduledAt()).isEqualTo(schedule.atOrBefore(check.getScheduledAt())));
    }

    @Test
    void saysWhyATargetIsDown() {
        status = 503;
        publish(Topics.MONITORS, monitor, monitor("http", 60));

        CheckCompleted check = awaitChecks(1).getFirst();

        assertThat(check.getSuccess()).isFalse();
        assertThat(check.getStatusCode()).isEqualTo(503);
        assertThat(check.getReason()).isEqualTo("The answer had status 503");
    }

    @Test
    void looksForTheKeyword() {
        publish(
                Topics.MONITORS,
                monitor,
                MonitorDefined.newBuilder(monitor("keyword", 60))
                        .setKeyword("on fire")
                        .build());

        assertThat(awaitChecks(1).getFirst().getReason()).isEqualTo("The keyword is not in the answer");
    }

    @Test
    void refusesAddressesThatAreNotOpened() {
        publish(
                Topics.MONITORS,
                monitor,
                MonitorDefined.newBuilder(monitor("http", 60))
                        .setUrl("http://10.0.0.1/")
                        .build());

        CheckCompleted check = awaitChecks(1).getFirst();

        assertThat(check.getSuccess()).isFalse();
        assertThat(check.getReason()).isEqualTo("10.0.0.1 is not a public address");
    }

    @Test
    void stopsWhenTheMonitorIsPausedOrDeleted() {
        publish(Topics.MONITORS, monitor, monitor("http", 1));
        await().until(() -> hits.get() > 1);

        publish(
                Topics.MONITORS,
                monitor,
                MonitorDefined.newBuilder(monitor("http", 1))
                        .setRevision(2L)
                        .setPaused(true)
                        .build());
        assertSilence();

        publish(
                Topics.MONITORS,
                monitor,
                MonitorDefined.newBuilder(monitor("http", 1)).setRevision(3L).build());
        int before = hits.get();
        await().until(() -> hits.get() > before);

        publish(Topics.MONITORS, monitor, null);
        assertSilence();
    }

    @Test
    void runsACheckThatWasAskedFor() {
        MonitorDefined definition = MonitorDefined.newBuilder(monitor("http", 3600))
                .setChangedAt(Instant.now().minusSeconds(3000))
                .build();
        publish(Topics.MONITORS, monitor, definition);
        Instant asked = Instant.ofEpochMilli(Instant.now().toEpochMilli());
        publish(
                Topics.MONITORS,
                monitor,
                MonitorDefined.newBuilder(definition).setCheckRequestedAt(asked).build());

        // where the monitor's phase wants it, a regular check comes first
        CheckCompleted check = await().until(
                        () -> awaitChecks(1).stream()
                                .filter(CheckCompleted::getRequested)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();

        assertThat(check.getScheduledAt()).isEqualTo(asked);
    }

    private List<CheckCompleted> awaitChecks(int count) {
        return TopicReader.until(Topics.CHECKS, CheckCompleted.class, monitor, count);
    }

    /** Two seconds after the last definition nothing arrives any more. */
    private void assertSilence() {
        await().until(() -> {
            int before = hits.get();
            Thread.sleep(2500);
            return hits.get() == before;
        });
    }

    private MonitorDefined monitor(String type, int seconds) {
        Instant now = Instant.ofEpochMilli(Instant.now().toEpochMilli());
        return MonitorDefined.newBuilder()
                .setMonitorId(monitor)
                .setAccountId(account)
                .setRevision(1L)
                .setFriendlyName("test")
                .setType(type)
                .setUrl("http://127.0.0.1:" + target.getAddress().getPort() + "/")
                .setIntervalSeconds(seconds)
                .setTimeoutMs(10_000)
                .setFailureThreshold(2)
                .setRecoveryThreshold(1)
                .setPaused(false)
                .setCreatedAt(now)
                .setChangedAt(now)
                .build();
    }
}
