package io.tocsin.bench.webhooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What the bench prepares in the database past every API, as the server's administrator. */
final class Rows implements AutoCloseable {
    static final String PAYLOAD = """
        {"type":"monitor.paused","timestamp":"2026-01-01T00:00:00.000Z","data":{"monitor_id":\
        "mon_0190000000007000800000000000000a","friendly_name":"The shop at the corner","type":"http",\
        "target":"https://shop.example.com/health?deep=true","interval_seconds":30,"paused":true,"revision":7,\
        "tags":["production","shop"],"changed_at":"2026-01-01T00:00:00.000Z"}}""";

    private final Connection connection;

    Rows(Path home, int offset) throws IOException, SQLException {
        connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/tocsin?currentSchema=query".formatted(15432 + offset),
                "postgres",
                Files.readString(home.resolve("secrets/postgres")).strip());
    }

    /** Makes room for endpoints beyond any plan. */
    void liftPlan(String accountId) throws SQLException {
        update("""
            INSERT INTO webhook_quota (account_id, endpoints) VALUES (?, -100000)
            ON CONFLICT (account_id) DO UPDATE SET endpoints = -100000
            """, accountId);
    }

    /** Events that wait to be sent to each of the endpoints, all of them from one commit on. */
    void queue(String accountId, List<String> endpoints, int events) throws SQLException {
        connection.setAutoCommit(false);
        String run = Long.toHexString(System.nanoTime());
        try (PreparedStatement insert = connection.prepareStatement("""
            INSERT INTO webhook_event (id, account_id, type, at, subject, cause, payload, correlation_id)
            SELECT 'evt_' || md5(? || n), ?, 'monitor.paused', now(), 'mon_' || n % 100, ? || n, ?, 'bench'
            FROM generate_series(1, ?) n
            """)) {
            insert.setString(1, run);
            insert.setString(2, accountId);
            insert.setString(3, run);
            insert.setString(4, PAYLOAD);
            insert.setInt(5, events);
            insert.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("""
            INSERT INTO webhook_delivery (id, account_id, endpoint_id, event_id, event_seq, event_type, subject, status)
            SELECT 'dlv_' || md5(v.id || e.id), v.account_id, e.id, v.id, v.seq, v.type, v.subject, 'pending'
            FROM webhook_event v CROSS JOIN unnest(?) e (id)
            WHERE v.account_id = ? AND v.cause LIKE ? || '%'
            """)) {
            insert.setArray(1, connection.createArrayOf("text", endpoints.toArray()));
            insert.setString(2, accountId);
            insert.setString(3, run);
            insert.executeUpdate();
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    int pending(String accountId) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM webhook_delivery WHERE status = 'pending' AND account_id = '%s'"
                                .formatted(accountId))) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** So that what came before costs later runs nothing. */
    void tidy() throws SQLException {
        update("VACUUM (ANALYZE) webhook_delivery");
        update("VACUUM (ANALYZE) webhook_event");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void update(String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
