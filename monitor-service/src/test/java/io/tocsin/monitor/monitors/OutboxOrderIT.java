package io.tocsin.monitor.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.events.MonitorDefined;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxOrderIT extends MonitorServiceIT {
    private static final String MONITORS = "/internal/v1/monitors";
    private static final int CALLERS = 4;
    private static final int CHANGES = 60;

    @Autowired
    private JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    private String url;

    @Value("${spring.datasource.username}")
    private String user;

    @Value("${spring.datasource.password}")
    private String password;

    private volatile long lastChangeMillis;

    /** Whatever a connection was doing is cut off: a change before its commit, the relay between sending and deleting. */
    @Test
    void publishesEveryRevisionInOrderThoughConnectionsDie() throws Exception {
        published.account(account, 5, 1);
        String id = owner().post(
                        MONITORS, "{\"friendly_name\":\"busy\",\"type\":\"http\",\"url\":\"http://a.example/\"}")
                .text("id");
        CountDownLatch done = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS + 1)) {
            Future<?> killer = threads.submit(() -> {
                killConnectionsUntil(done);
                return null;
            });
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                callers.add(threads.submit(() -> change(id, number)));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
            done.countDown();
            killer.get();
        }

        await().ignoreExceptions().until(() -> waiting() == 0);
        long last = onceThereIsRoom(() -> owner().get(MONITORS + "/" + id))
                .json()
                .path("revision")
                .asLong();
        List<Long> revisions = TopicReader.until(Topics.MONITORS, MonitorDefined.class, id, (int) last).stream()
                .map(MonitorDefined::getRevision)
                .toList();
        assertThat(last).isGreaterThan(CHANGES);
        assertThat(withoutRepeats(revisions))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
        assertThat(revisions.getLast()).isEqualTo(last);
    }

    private void change(String id, int caller) {
        for (int i = 0; i < CHANGES; i++) {
            long begin = System.nanoTime();
            Answer answer = owner().patch(
                            MONITORS + "/" + id,
                            "{\"friendly_name\":\"%d of %d\"}".formatted(i, caller),
                            "If-Match",
                            "*");
            if (answer.status() == 200) {
                lastChangeMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
            }
        }
    }

    /** On a connection of its own, which nobody kills. A few changes come through between two kills, however slow. */
    private void killConnectionsUntil(CountDownLatch done) throws SQLException, InterruptedException {
        try (Connection own = DriverManager.getConnection(url, user, password);
                PreparedStatement kill = own.prepareStatement("""
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
                    """)) {
            while (!done.await(Math.max(200, 5 * lastChangeMillis), TimeUnit.MILLISECONDS)) {
                kill.executeQuery().close();
            }
        }
    }

    private long waiting() {
        return Tenancy.inEveryAccount(
                () -> jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single());
    }

    /** As a reader sees them: what is not newer than what it knows is ignored. */
    private static List<Long> withoutRepeats(List<Long> revisions) {
        List<Long> seen = new ArrayList<>();
        for (Long revision : revisions) {
            if (seen.isEmpty() || revision > seen.getLast()) {
                seen.add(revision);
            }
        }
        return seen;
    }
}
