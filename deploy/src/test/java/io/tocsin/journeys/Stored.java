package io.tocsin.journeys;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What is really in the database, past every API. */
record Stored(RunningProduct product) {

    /** One sample of a collector. */
    record Sample(String series, Instant time, long value) {}

    /** Identity of a check. */
    record Slot(String monitor, Instant scheduledAt, String location) {}

    List<Sample> samplesOf(String collector) throws SQLException, IOException {
        return query(
                """
                SELECT s.name, r.time, r.value
                FROM query.metrics_raw r
                JOIN query.series s ON s.id = r.series_id
                JOIN query.source o ON o.id = s.source_id
                WHERE o.source_ref = '%s'
                """.formatted(collector), row -> new Sample(row.getString(1), time(row, 2), (long) row.getDouble(3)));
    }

    List<Slot> checks() throws SQLException, IOException {
        return query(
                "SELECT monitor_id, scheduled_at, location FROM query.check_event",
                row -> new Slot(row.getString(1), time(row, 2), row.getString(3)));
    }

    /** Monitors whose counted checks are not as many as their stored ones. */
    List<String> miscounted() throws SQLException, IOException {
        return query("""
            SELECT coalesce(e.monitor_id, c.monitor_id)
            FROM (SELECT monitor_id, count(*) AS n FROM query.check_event GROUP BY monitor_id) e
            FULL JOIN (SELECT monitor_id, sum(n) AS n FROM query.checks_1h GROUP BY monitor_id) c
                ON c.monitor_id = e.monitor_id
            WHERE e.n IS DISTINCT FROM c.n
            """, row -> row.getString(1));
    }

    private interface Row<T> {
        T of(java.sql.ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Row<T> mapping) throws SQLException, IOException {
        try (var connection = product.database();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(mapping.of(rows));
            }
            return found;
        }
    }

    private static Instant time(java.sql.ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
