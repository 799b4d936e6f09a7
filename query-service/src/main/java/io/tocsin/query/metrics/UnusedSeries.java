package io.tocsin.query.metrics;

import io.tocsin.platform.scheduling.Batches;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.storage.SqlTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Forgets lists of series once everything that was sent with them has expired, and series that are in no list. */
@Component
class UnusedSeries {
    private static final int AT_ONCE = 200;
    /** At one look; a database that has much to forget does it over many. */
    private static final int STEPS = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    UnusedSeries(JdbcClient jdbc, TransactionTemplate transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT3M")
    void look() {
        Tenancy.everyAccount(() -> Batches.whileFull(
                STEPS, () -> Objects.requireNonNull(transactions.execute(_ -> forgetSome())) == AT_ONCE));
    }

    private int forgetSome() {
        // with its source a list is safe from being made again meanwhile, see SeriesDictionary
        List<Long> sets = jdbc.sql("""
            SELECT m.id FROM metric_set m JOIN source ON source.id = m.source_id WHERE m.keep_until < ?
            ORDER BY m.keep_until LIMIT ? FOR UPDATE SKIP LOCKED
            """)
                .params(SqlTime.of(clock.instant()), AT_ONCE)
                .query(Long.class)
                .list();
        Long[] ids = sets.toArray(Long[]::new);
        Long[] series = jdbc.sql("DELETE FROM series_slot WHERE set_id = ANY (?) RETURNING series_id")
                .param(ids)
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
        jdbc.sql("DELETE FROM metric_set WHERE id = ANY (?)").param(ids).update();
        jdbc.sql("""
            DELETE FROM series WHERE id = ANY (?) AND NOT EXISTS (SELECT FROM series_slot WHERE series_id = series.id)
            """).param(series).update();
        return sets.size();
    }
}
