package io.tocsin.query.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@IntegrationTest
class TimeTablesIT {
    @Autowired
    private TimeTables tables;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void dropsWhatHasExpiredAndKeepsTheRest() {
        Instant now = Instant.now();
        Instant old = now.minus(Duration.ofDays(20));
        tables.ensure("metric_pack_7", List.of(old, now));
        write(-1, old);
        write(-1, now);

        tables.dropExpired();

        assertThat(jdbc.sql("SELECT count(*) FROM metric_pack WHERE source_id = -1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void makesPlacesAhead() {
        tables.prepare();

        write(-2, Instant.now().plus(Duration.ofDays(3)));
    }

    @Test
    void mayNotMakeOrDropTablesItself() {
        assertThatThrownBy(() -> jdbc.sql("CREATE TABLE mine (id int)").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql("DROP TABLE metric_pack_7").update()).isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> jdbc.sql(
                                "SELECT ts_create('mine', 'time timestamptz', 'time', interval '1 day', interval '1"
                                        + " day')")
                        .query()
                        .listOfRows())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void showsNothingToAnAccountThatIsNotNamed() {
        Tenancy.everyAccount(() -> jdbc.sql("""
            INSERT INTO account_definition (account_id, revision, tier, retention_days, changed_at)
            VALUES ('acc_rls', 1, 'free', 7, now()) ON CONFLICT DO NOTHING
            """).update());

        String query = "SELECT count(*) FROM account_definition WHERE account_id = 'acc_rls'";

        assertThat(jdbc.sql(query).query(Integer.class).single()).isZero();
        assertThat(Tenancy.<Integer>inAccount(
                        "acc_rls", () -> jdbc.sql(query).query(Integer.class).single()))
                .isEqualTo(1);
        assertThat(Tenancy.<Integer>inAccount(
                        "acc_other", () -> jdbc.sql(query).query(Integer.class).single()))
                .isZero();
    }

    @Test
    void takesNoOtherAccountInsideATransaction() {
        Tenancy.everyAccount(() ->
                transactions.executeWithoutResult(_ -> assertThatThrownBy(() -> Tenancy.inAccount("acc_rls", () -> 1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("before the transaction")));
    }

    @Test
    void makesPlacesOfTwentyFourHoursWhateverTheZone() {
        // clocks are put back in Berlin on this day
        Instant change = Instant.parse("2026-10-25T01:00:00Z");
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("SET LOCAL timezone = 'Europe/Berlin'").update();
            jdbc.sql("SELECT ts_ensure('metric_pack_400', ?, ?)")
                    .params(SqlTime.of(change.minus(Duration.ofDays(2))), SqlTime.of(change.plus(Duration.ofDays(2))))
                    .query((_, _) -> true)
                    .list();
            for (int hour = -48; hour <= 48; hour++) {
                jdbc.sql("INSERT INTO metric_pack_400 (source_id, time, set_id, vals) VALUES (-3, ?, 1, '{1}')")
                        .param(SqlTime.of(change.plus(Duration.ofHours(hour))))
                        .update();
            }
        });

        tables.dropExpired();

        assertThat(jdbc.sql("SELECT count(*) FROM metric_pack_400 WHERE source_id = -3")
                        .query(Integer.class)
                        .single())
                .isEqualTo(97);
    }

    private void write(int source, Instant time) {
        jdbc.sql("INSERT INTO metric_pack_7 (source_id, time, set_id, vals) VALUES (?, ?, 1, ?) ON CONFLICT DO NOTHING")
                .params(source, SqlTime.of(time), new double[] {1, 2})
                .update();
    }
}
