package io.tocsin.query.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

class BlameTest {
    @ParameterizedTest
    @CsvSource({
        "22P05,true",
        "22003,true",
        "23502,true",
        "54000,true",
        "08006,false",
        "40P01,false",
        "53100,false",
        "57P01,false"
    })
    void goesByWhatPostgresqlSays(String state, boolean data) {
        var e = new UncategorizedSQLException("insert", null, new SQLException("no", state));

        assertThat(Blame.onData(e)).isEqualTo(data);
    }

    @Test
    void neverFallsOnDataWhenTheDatabaseIsAway() {
        assertThat(Blame.onData(new CannotGetJdbcConnectionException("away"))).isFalse();
        assertThat(Blame.onData(new QueryTimeoutException("slow"))).isFalse();
    }

    @Test
    void fallsOnDataThatOurCodeStumblesOver() {
        assertThat(Blame.onData(new IllegalArgumentException("odd"))).isTrue();
        assertThat(Blame.onData(new RefusedRecordException("too many"))).isTrue();
    }
}
