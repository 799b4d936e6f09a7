package io.tocsin.monitor.collectors;

import io.tocsin.monitor.audit.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The configurations that collectors have had: the newest {@value #KEPT} of each. */
@Repository
class ConfigHistory {
    private static final int KEPT = 100;

    /** One of them. */
    record Version(int version, String config, String changedBy, Instant changedAt) {}

    private final JdbcClient jdbc;

    ConfigHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps what the collector has now. */
    void add(Collector collector, Actor actor) {
        // the collector itself may still be on its way to the database, which holds the two together at the end
        jdbc.sql("""
            INSERT INTO collector_config (collector_id, version, account_id, config, changed_by, changed_at)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
                .params(
                        collector.id(),
                        collector.configVersion(),
                        collector.accountId(),
                        collector.config(),
                        actor.name(),
                        collector.changedAt().atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql("DELETE FROM collector_config WHERE collector_id = ? AND version <= ?")
                .params(collector.id(), collector.configVersion() - KEPT)
                .update();
    }

    /** The newest first, those before a version. */
    List<Version> before(String accountId, String collectorId, int version, int most) {
        return jdbc.sql("""
            SELECT version, config, changed_by, changed_at FROM collector_config
            WHERE account_id = ? AND collector_id = ? AND version < ? ORDER BY version DESC LIMIT ?
            """)
                .params(accountId, collectorId, version, most)
                .query((row, _) -> read(row))
                .list();
    }

    @Nullable
    Version find(String accountId, String collectorId, int version) {
        return before(accountId, collectorId, version + 1, 1).stream()
                .filter(found -> found.version() == version)
                .findFirst()
                .orElse(null);
    }

    private static Version read(ResultSet row) throws SQLException {
        return new Version(
                row.getInt("version"),
                row.getString("config"),
                row.getString("changed_by"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
