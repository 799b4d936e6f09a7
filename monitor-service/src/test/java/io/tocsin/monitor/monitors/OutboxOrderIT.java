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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

class OutboxOrderIT extends MonitorServiceIT {
    private static final String MONITORS = "/internal/v1/monitors";
    private static final int CALLERS = 4;
    private static final int KILLS = 6;

    /** However slow the machine is, so many changes come through between two kills. */
    private static final int CHANGES_BETWEEN = 20;

    @Autowired
    private JdbcClient jdbc;

    @Value("${spring.datasource.url}")
    private String url;

    @Value("${spring.datasource.username}")
    private String user;

    @Value("${spring.datasource.password}")
    private String password;

    private final AtomicInteger changed = new AtomicInteger();
    private volatile boolean done;

    /** Whatever a connection was doing is cut off: a change before its commit, the relay between sending and deleting. */
    @Test
    void publishesEveryRevisionInOrderThoughConnectionsDie() throws Exception {
        published.account(account, 5, 1);
        String id = owner().post(
                        MONITORS, "{\"friendly_name\":\"busy\",\"type\":\"http\",\"url\":\"http://a.example/\"}")
                .text("id");
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> callers = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                callers.add(threads.submit(() -> change(id, number)));
            }
            try {
                killConnections();
            } finally {
                done = true;
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }

        await().ignoreExceptions().until(() -> waiting() == 0);
        long last = onceThereIsRoom(() -> owner().get(MONITORS + "/" + id))
                .json()
                .path("revision")
                .asLong();
        List<Long> revisions = TopicReader.until(Topics.MONITORS, MonitorDefined.class, id, (int) last).stream()
                .map(MonitorDefined::getRevision)
                .toList();
        assertThat(last).isGreaterThan(KILLS * CHANGES_BETWEEN);
        assertThat(withoutRepeats(revisions))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, last).boxed().toList());
        assertThat(revisions.getLast()).isEqualTo(last);
    }

    private void change(String id, int caller) {
        for (int i = 0; !done; i++) {
            Answer answer = owner().patch(
                            MONITORS + "/" + id,
                            "{\"friendly_name\":\"%d of %d\"}".formatted(i, caller),
                            "If-Match",
                            "*");
            if (answer.status() == 200) {
                changed.incrementAndGet();
            }
        }
    }

    /** On a connection of its own, which nobody kills. */
    private void killConnections() throws SQLException {
        try (Connection own = DriverManager.getConnection(url, user, password);
                PreparedStatement kill = own.prepareStatement("""
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
                    """)) {
            for (int kills = 0; kills < KILLS; kills++) {
                int enough = changed.get() + CHANGES_BETWEEN;
                await().until(() -> changed.get() >= enough);
                try (ResultSet killed = kill.executeQuery()) {
                    killed.next();
                    assertThat(killed.getInt(1)).isPositive();
                }
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
