package io.tocsin.ingest.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.events.MonitorDefined;
import io.tocsin.platform.testing.TopicWriter;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three runners share a thousand monitors, and one of them is killed. */
class RunnersIT {
    private static final int MONITORS = 1000;

    /** After the kill, after the return, and once more where the machine is slow. */
    private static final int MOVES = 3;

    /** One check in twenty. */
    private static final double MOST_FAILED = 0.05;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LONGEST_GAP = INTERVAL.plusSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final List<String> monitors =
            Stream.generate(() -> Ids.next("mon")).limit(MONITORS).toList();
    private final List<RunnerProcess> runners =
            Stream.of("a", "b", "c").map(RunnerProcess::new).toList();
    private final Stalls stalls = new Stalls();
    private HttpServer target;

    @BeforeEach
    void listen() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        target.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        target.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        target.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        publish(null);
        runners.forEach(RunnerProcess::leave);
        for (RunnerProcess runner : runners) {
            runner.close();
        }
        target.stop(0);
        stalls.close();
    }

    @Test
    void takesOverWhatAKilledRunnerHeldAndGivesItItsShareAgain() throws Exception {
        for (RunnerProcess runner : runners) {
            runner.start();
        }
        await().atMost(PATIENCE).until(() -> runners.stream().allMatch(RunnerProcess::isReady));
        await().atMost(PATIENCE).until(() -> RunnerGroup.isShared(runners.size()));

        try (ToldChecks told = new ToldChecks(monitors)) {
            Instant begin = Instant.ofEpochMilli(Instant.now().toEpochMilli());
            publish(begin);
            await().atMost(PATIENCE).until(() -> runners.stream().allMatch(runner -> runner.monitors() > 0));
            await().atMost(PATIENCE).until(() -> told.haveSlotsAfter(begin, 1));

            RunnerProcess killed = runners.get(1);
            killed.kill();
            Instant death = Instant.now();
            await().atMost(PATIENCE).until(() -> told.haveSlotsAfter(death, 1));
            killed.start();
            await().atMost(PATIENCE).until(() -> killed.isReady() && killed.monitors() > 0);
            Instant rebirth = Instant.now();
            await().atMost(PATIENCE).until(() -> told.haveSlotsAfter(rebirth, 2));

            told.slots().forEach((monitor, slots) -> assertWithoutGap(monitor, begin, slots));
            // a slot may be run again each time that its partition moves; its identity, by which it is stored, stays
            // the same
            assertThat(told.repeated()).isLessThan(MOVES * MONITORS);
            // the target is always well; only a machine that is short of time makes a check fail now and then
            assertThat(told.failed()).isLessThanOrEqualTo(MOST_FAILED);
        }
    }

    /** By the times that the slots were planned for: they are the same on a quick and on a slow machine. */
    private void assertWithoutGap(String monitor, Instant changed, NavigableSet<Instant> slots) {
        CheckSchedule schedule = CheckSchedule.of(monitor, INTERVAL);
        Instant before = changed;
        for (Instant slot : slots) {
            assertThat(slot).as("a time by which every runner knows the slot").isIn(changed, schedule.atOrBefore(slot));
            assertThat(Duration.between(before, slot))
                    .as("between %s and %s of %s", before, slot, monitor)
                    .isLessThanOrEqualTo(longestGap(before, slot));
            before = slot;
        }
    }

    /** While the machine stands still nobody runs anything: each interval of it that has begun may cost a slot. */
    private Duration longestGap(Instant before, Instant slot) {
        Duration stalled = stalls.between(before, slot.plus(INTERVAL));
        long intervals = Math.ceilDivExact(stalled.toMillis(), INTERVAL.toMillis());
        return LONGEST_GAP.plus(INTERVAL.multipliedBy(intervals));
    }

    /** @param changed when they were made; null deletes them */
    private void publish(Instant changed) {
        Map<String, MonitorDefined> definitions = new HashMap<>();
        monitors.forEach(id -> definitions.put(id, changed == null ? null : monitor(id, changed)));
        TopicWriter.write(Topics.MONITORS, definitions);
    }

    private MonitorDefined monitor(String id, Instant changed) {
        return MonitorDefined.newBuilder()
                .setMonitorId(id)
                .setAccountId("acc_shared")
                .setRevision(1L)
                .setFriendlyName("test")
                .setType("http")
                .setUrl("http://127.0.0.1:" + target.getAddress().getPort() + "/")
                .setIntervalSeconds((int) INTERVAL.toSeconds())
                .setTimeoutMs(9_500)
                .setFailureThreshold(2)
                .setRecoveryThreshold(1)
                .setPaused(false)
                .setCreatedAt(changed)
                .setChangedAt(changed)
                .build();
    }
}
