package io.tocsin.query.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tocsin.platform.testing.IntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What holds of samples older than a week, whether the engine has turned them into columns or can't. */
@IntegrationTest
class OldSamplesIT {
    private static final int ROWS = 2880;

    /** Of no account, and of one test alone. */
    private final int source = -ThreadLocalRandom.current().nextInt(1000, Integer.MAX_VALUE);

    private final Instant day = Instant.now()
            .truncatedTo(ChronoUnit.DAYS)
            .minus(Duration.ofDays(ThreadLocalRandom.current().nextInt(20, 200)));

    @Autowired
    private TimeTables tables;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private JdbcClient client;

    @Test
    void areReadAsTheyWereWritten() {
        write(day, Duration.ZERO);
        List<String> before = hours();

        tables.columnar();

        assertThat(hours()).hasSize(24).isEqualTo(before);
        assertThat(count()).isEqualTo(ROWS);
    }

    @Test
    void takeWhatComesLateOnce() {
        write(day, Duration.ZERO);
        tables.columnar();

        assertThat(write(day, Duration.ZERO)).as("repeated").isZero();
        assertThat(write(day, Duration.ofSeconds(7))).as("late").isEqualTo(ROWS);
        assertThat(write(day, Duration.ofSeconds(7))).as("late, repeated").isZero();
        tables.columnar();

        assertThat(write(day, Duration.ofSeconds(7)))
                .as("late, repeated afterwards")
                .isZero();
        assertThat(count()).isEqualTo(2 * ROWS);
    }

    @Test
    void goByTheDay() {
        write(day, Duration.ZERO);
        write(day.plus(Duration.ofDays(1)), Duration.ZERO);
        tables.columnar();

        int deleted = client.sql("DELETE FROM metric_pack_400 WHERE source_id = %d AND time >= '%s' AND time < '%s'"
                        .formatted(source, day, day.plus(Duration.ofDays(1))))
                .update();

        assertThat(deleted).isEqualTo(ROWS);
        assertThat(count()).isEqualTo(ROWS);
    }

    @Test
    void areDroppedOnceTheyHaveExpired() {
        write(Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(403)), Duration.ZERO);
        write(day, Duration.ZERO);
        tables.columnar();

        tables.dropExpired();

        assertThat(count()).isEqualTo(ROWS);
    }

    @Test
    void areKeptInColumnsByTimescale() {
        assumeThat(client.sql("SELECT ts_engine()").query(String.class).single())
                .as("columns are TimescaleDB's")
                .isEqualTo("timescale");
        assumeThat(client.sql("SELECT current_setting('timescaledb.license')")
                        .query(String.class)
                        .single())
                .as("and of its own licence")
                .isEqualTo("timescale");
        write(day, Duration.ZERO);
        write(Instant.now().truncatedTo(ChronoUnit.DAYS), Duration.ZERO);

        // the clock's own look may be under way, and then ours does nothing
        Awaitility.await().until(() -> {
            tables.columnar();
            return columnar(day);
        });

        assertThat(columnar(Instant.now().truncatedTo(ChronoUnit.DAYS))).isFalse();
    }

    /** Ten values every thirty seconds of a day. */
    private int write(Instant from, Duration shift) {
        tables.ensure("metric_pack_400", List.of(from, from.plus(Duration.ofHours(23))));
        return jdbc.update("""
            INSERT INTO metric_pack_400 (source_id, time, set_id, vals)
            SELECT ?, ?::timestamptz + i * interval '30 seconds', 1, ARRAY(SELECT sin(i) + k FROM generate_series(1, 10) k)
            FROM generate_series(0, ? - 1) AS i ON CONFLICT DO NOTHING
            """, source, SqlTime.of(from.plus(shift)), ROWS);
    }

    private int count() {
        return client.sql("SELECT count(*) FROM metric_pack WHERE source_id = ?")
                .param(source)
                .query(Integer.class)
                .single();
    }

    /** As histories are asked for. */
    private List<String> hours() {
        return client.sql("""
            SELECT date_bin(interval '1 hour', time, timestamptz 'epoch') || ' ' || count(*) || ' '
                || round(avg(vals[3])::numeric, 9) || ' ' || max(vals[10])
            FROM metric_pack WHERE source_id = ? AND set_id = 1 AND time >= ? AND time < ?
            GROUP BY date_bin(interval '1 hour', time, timestamptz 'epoch') ORDER BY 1
            """)
                .params(source, SqlTime.of(day), SqlTime.of(day.plus(Duration.ofDays(1))))
                .query(String.class)
                .list();
    }

    private boolean columnar(Instant time) {
        return client.sql("""
            SELECT is_compressed FROM timescaledb_information.chunks
            WHERE hypertable_schema = current_schema() AND hypertable_name = 'metric_pack_400'
                AND range_start <= ? AND range_end > ?
            """)
                .params(SqlTime.of(time), SqlTime.of(time))
                .query(Boolean.class)
                .single();
    }
}
