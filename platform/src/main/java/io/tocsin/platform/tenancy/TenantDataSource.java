package io.tocsin.platform.tenancy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Tells the database, with every connection that is handed out, which account it may show, and for how long somebody waits
 * for a statement: requests 5 s, the product's own work as long as it takes.
 */
final class TenantDataSource extends DelegatingDataSource {
    /** Shorter than the gateway waits, so that a request that can't be served gives its connection back first. */
    private static final String PATIENCE_OF_REQUESTS = "5s";

    private static final String FOR_EVER = "0";

    TenantDataSource(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT set_config(?, ?, false), set_config('statement_timeout', ?, false)")) {
            statement.setString(1, Tenancy.VARIABLE);
            statement.setString(2, Tenancy.current());
            statement.setString(
                    3, RequestContextHolder.getRequestAttributes() == null ? FOR_EVER : PATIENCE_OF_REQUESTS);
            statement.execute();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
