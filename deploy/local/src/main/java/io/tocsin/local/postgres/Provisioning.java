package io.tocsin.local.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.postgresql.PGConnection;

/**
 * Makes what a service expects to find in PostgreSQL: the database, its schema, the role that owns the schema and
 * migrates it, and the role that it works under, which may read and write rows but owns nothing. Done again, it changes
 * nothing, except that the roles' passwords become the given ones.
 *
 * <p>The administrator needs to be allowed to make databases and roles, not to be a superuser.
 */
public final class Provisioning {

    private final PostgresUrl admin;
    private final String database;
    private final UnaryOperator<String> passwords;

    /** @param passwords gives every role its password by the role's name */
    public Provisioning(PostgresUrl admin, String database, UnaryOperator<String> passwords) {
        this.admin = admin;
        this.database = database;
        this.passwords = passwords;
    }

    /** How a service reaches its schema once that is provided. */
    public ServiceDatabase address(String service) {
        return new ServiceDatabase(role("tocsin_" + service + "_owner"), role("tocsin_" + service));
    }

    /** Makes the database of a service's schema ready and says how to reach it. */
    public ServiceDatabase provide(String service) throws SQLException {
        var address = address(service);
        var owner = address.owner().user();
        var runtime = address.runtime().user();
        try (var connection = admin.connect();
                var statement = connection.createStatement()) {
            makeDatabase(connection, statement);
            makeRole(connection, statement, owner);
            makeRole(connection, statement, runtime);
            for (var role : new String[] {owner, runtime}) {
                statement.execute(
                        "GRANT CONNECT, TEMPORARY ON DATABASE %s TO %s".formatted(name(database), name(role)));
                statement.execute("ALTER ROLE %s IN DATABASE %s SET search_path = %s"
                        .formatted(name(role), name(database), name(service)));
            }
        }
        makeTimescale();
        try (var connection = admin.withDatabase(database).connect();
                var statement = connection.createStatement()) {
            makeSchema(statement, service, owner, runtime);
        }
        return address;
    }

    private PostgresUrl role(String role) {
        return admin.withDatabase(database).withUser(role, passwords.apply(role));
    }

    private void makeDatabase(Connection connection, Statement statement) throws SQLException {
        if (exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
            return;
        }
        statement.execute("CREATE DATABASE %s ENCODING 'UTF8' TEMPLATE template0".formatted(name(database)));
        statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name(database)));
    }

    /** The roles of services may not make extensions; where the server has loaded this one, it is there for them. */
    private void makeTimescale() throws SQLException {
        try (var connection = admin.withDatabase(database).connect();
                var statement = connection.createStatement()) {
            if (exists(
                    connection,
                    "SELECT 1 FROM pg_available_extensions WHERE name = ? AND installed_version IS NULL"
                            + " AND current_setting('timescaledb.disable_load', true) IS NOT NULL",
                    "timescaledb")) {
                statement.execute("CREATE EXTENSION timescaledb SCHEMA public");
            }
        }
    }

    private void makeRole(Connection connection, Statement statement, String role) throws SQLException {
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", role)) {
            statement.execute("CREATE ROLE %s".formatted(name(role)));
        }
        statement.execute("ALTER ROLE %s LOGIN".formatted(name(role)));
        // hashed here, so that no server log ever shows it
        connection
                .unwrap(PGConnection.class)
                .alterUserPassword(role, passwords.apply(role).toCharArray(), "scram-sha-256");
    }

    private static void makeSchema(Statement statement, String service, String owner, String runtime)
            throws SQLException {
        statement.execute("GRANT %s TO CURRENT_USER".formatted(name(owner)));
        statement.execute("CREATE SCHEMA IF NOT EXISTS %s AUTHORIZATION %s".formatted(name(service), name(owner)));
        statement.execute("SET ROLE %s".formatted(name(owner)));
        statement.execute("GRANT USAGE ON SCHEMA %s TO %s".formatted(name(service), name(runtime)));
        allow(statement, "SELECT, INSERT, UPDATE, DELETE", "TABLES", service, runtime);
        allow(statement, "USAGE, SELECT, UPDATE", "SEQUENCES", service, runtime);
    }

    /** On what is there and on what the owner is going to make. */
    private static void allow(Statement statement, String rights, String kind, String service, String runtime)
            throws SQLException {
        statement.execute(
                "GRANT %s ON ALL %s IN SCHEMA %s TO %s".formatted(rights, kind, name(service), name(runtime)));
        statement.execute("ALTER DEFAULT PRIVILEGES IN SCHEMA %s GRANT %s ON %s TO %s"
                .formatted(name(service), rights, kind, name(runtime)));
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
