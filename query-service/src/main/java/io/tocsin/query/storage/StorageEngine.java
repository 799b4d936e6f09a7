package io.tocsin.query.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What time tables are built on; chosen once for a database, at the first start. */
enum StorageEngine {
    TIMESCALE,
    PLAIN;

    private static final Logger LOG = LoggerFactory.getLogger(StorageEngine.class);

    /** Where the engine's three functions are. */
    String location() {
        return "classpath:db/engine/" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param owner connects as the role that owns the schema
     * @throws IllegalStateException if TimescaleDB is demanded and not there
     */
    static StorageEngine choose(DataSource owner, StorageSettings.Choice choice) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            String present =
                    text(connection, "SELECT CASE WHEN to_regproc('ts_engine') IS NULL THEN '' ELSE 'set' END");
            if (!present.isEmpty()) {
                return valueOf(text(connection, "SELECT ts_engine()").toUpperCase(Locale.ROOT));
            }
            return switch (choice) {
                case PLAIN -> PLAIN;
                case AUTO -> timescale(connection) ? TIMESCALE : PLAIN;
                case TIMESCALE -> {
                    if (!timescale(connection)) {
                        throw new IllegalStateException(
                                "tocsin.storage.engine=timescale, but the database has no extension timescaledb");
                    }
                    yield TIMESCALE;
                }
            };
        }
    }

    private static boolean timescale(Connection connection) throws SQLException {
        if (text(connection, "SELECT count(*) FROM pg_extension WHERE extname = 'timescaledb'")
                .equals("1")) {
            return true;
        }
        String creatable = text(connection, """
            SELECT count(*) FROM pg_available_extensions
            WHERE name = 'timescaledb' AND has_database_privilege(current_database(), 'CREATE')
            """);
        if (creatable.equals("0")) {
            return false;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE EXTENSION IF NOT EXISTS timescaledb SCHEMA public");
            return true;
        } catch (SQLException e) {
            // installed on the machine, but not loaded into the server, or not for this role
            LOG.warn("TimescaleDB is available but can't be used: {}", e.getMessage());
            return false;
        }
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
