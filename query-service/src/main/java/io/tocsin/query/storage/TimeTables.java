package io.tocsin.query.storage;

import io.tocsin.platform.scheduling.Batches;
import io.tocsin.platform.tenancy.Tenancy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes places for rows of the days to come, and of days past where rows arrive late; turns old rows into columns where
 * the engine can; drops what has expired.
 */
@Component
public class TimeTables {
    private static final Logger LOG = LoggerFactory.getLogger(TimeTables.class);
    private static final long LOCK = 0x7463_7265_7465_6e74L;
    private static final Duration DAY = Duration.ofDays(1);
    /** Chunks at one look; a database that has much to turn into columns does it over many. */
    private static final int CHUNKS = 100;

    private record Day(String table, long number) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final StorageSettings settings;
    private final InstantSource clock;
    private final Set<Day> ensured = ConcurrentHashMap.newKeySet();

    TimeTables(JdbcClient jdbc, TransactionTemplate transactions, StorageSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes sure that rows of these times have a place. Call it before the transaction that writes them: a partition
     * that is being made locks the table.
     */
    public void ensure(String table, Iterable<Instant> times) {
        for (Instant time : times) {
            Day day = new Day(table, Math.floorDiv(time.getEpochSecond(), DAY.toSeconds()));
            if (!ensured.contains(day)) {
                ensure(table, time, time);
                ensured.add(day);
            }
        }
    }

    /** Forgets after a while what it has made sure of, in case a partition was dropped by hand. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2S")
    void prepare() {
        Tenancy.everyAccount(() -> {
            ensured.clear();
            Instant now = clock.instant();
            for (String table : tables()) {
                ensure(table, now, now.plus(settings.ahead()));
            }
        });
    }

    /** Drops what has expired; one instance at a time. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void dropExpired() {
        Tenancy.everyAccount(() -> transactions.executeWithoutResult(_ -> {
            if (!alone()) {
                return;
            }
            int dropped = single("SELECT ts_drop_expired()", Integer.class);
            jdbc.sql("DELETE FROM checks_1h WHERE hour < now() - interval '400 days'")
                    .update();
            jdbc.sql("DELETE FROM rollup_dirty WHERE hour < now() - interval '400 days'")
                    .update();
            if (dropped > 0) {
                LOG.info("Dropped {} partitions whose time is over", dropped);
            }
        }));
    }

    /** Chunk by chunk, since writers of late rows wait for the one that is worked on; one instance at a time. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    void columnar() {
        Tenancy.everyAccount(() -> Batches.whileFull(
                CHUNKS,
                () -> Objects.requireNonNull(
                        transactions.execute(_ -> alone() && single("SELECT ts_columnar()", Integer.class) > 0))));
    }

    private boolean alone() {
        return single("SELECT pg_try_advisory_xact_lock(%d)".formatted(LOCK), Boolean.class);
    }

    private void ensure(String table, Instant from, Instant to) {
        jdbc.sql("SELECT ts_ensure(?, ?, ?)")
                .params(table, SqlTime.of(from), SqlTime.of(to))
                .query((_, _) -> true)
                .list();
    }

    private List<String> tables() {
        return jdbc.sql("SELECT name FROM ts_table").query(String.class).list();
    }

    private <T> T single(String query, Class<T> type) {
        return jdbc.sql(query).query(type).single();
    }
}
