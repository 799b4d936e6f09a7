package io.tocsin.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimedDataSourceTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final QueryMetrics metrics = new QueryMetrics(registry);
    private final DataSource pool = mock();
    private final Connection pooled = mock();
    private final PreparedStatement prepared = mock();
    private final DataSource source = new TimedDataSource(pool, () -> metrics);

    @BeforeEach
    void connect() throws SQLException {
        when(pool.getConnection()).thenReturn(pooled);
        when(pooled.prepareStatement(anyString())).thenReturn(prepared);
    }

    @Test
    void timesAStatementByItsFirstWord() throws SQLException {
        when(prepared.executeUpdate()).thenReturn(7);

        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(" INSERT INTO t VALUES (?)")) {
            statement.setString(1, "secret");
            assertThat(statement.executeUpdate()).isEqualTo(7);
        }

        verify(prepared).setString(1, "secret");
        verify(prepared).close();
        verify(pooled).close();
        assertThat(timed("insert")).isEqualTo(1);
    }

    @Test
    void timesABatchOnce() throws SQLException {
        when(prepared.executeBatch()).thenReturn(new int[] {1, 1});

        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE t SET a = 1")) {
            statement.addBatch();
            statement.addBatch();
            assertThat(statement.executeBatch()).hasSize(2);
        }

        assertThat(timed("update")).isEqualTo(1);
    }

    @Test
    void timesAStatementThatWasNotPrepared() throws SQLException {
        when(pooled.createStatement()).thenReturn(mock(Statement.class));
        when(pooled.prepareCall(anyString())).thenReturn(mock(CallableStatement.class));

        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                CallableStatement call = connection.prepareCall("{call f()}")) {
            statement.execute("select 1");
            call.execute();
        }

        assertThat(timed("select")).isEqualTo(1);
        assertThat(timed("other")).isEqualTo(1);
    }

    @Test
    void timesAFailureAndPassesItOn() throws SQLException {
        when(prepared.executeQuery()).thenThrow(new SQLException("no"));

        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("select 1")) {
            assertThatThrownBy(statement::executeQuery)
                    .isExactlyInstanceOf(SQLException.class)
                    .hasMessage("no");
        }

        assertThat(timed("select")).isEqualTo(1);
    }

    @Test
    void looksLikeTheConnectionThatItIs() throws SQLException {
        when(pooled.unwrap(Connection.class)).thenReturn(pooled);

        Connection connection = source.getConnection();

        assertThat(connection.unwrap(Connection.class)).isSameAs(pooled);
        assertThat(connection.equals(connection)).isTrue();
        assertThat(connection.equals(pooled)).isFalse();
        assertThat(connection).hasToString(pooled.toString());
    }

    private long timed(String word) {
        return registry.get("db.query.duration").tag("statement", word).timer().count();
    }
}
