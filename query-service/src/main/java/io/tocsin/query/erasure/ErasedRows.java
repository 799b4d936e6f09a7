package io.tocsin.query.erasure;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Deletes rows of an account a bounded number at a time, each call in a transaction of the caller. Rows of time tables
 * go by their key and a slice of time, written into the statement: plans for parameters read every chunk. The slice of
 * samples is a day of UTC, as wide as a chunk: what is kept in columns goes unread then, and is unpacked otherwise.
 */
@Component
class ErasedRows {
    private record Dependent(String table, String condition) {}

    private static final String SOURCES = "source_id IN (SELECT id FROM source WHERE account_id = :account)";
    private static final List<String> PACKS = List.of("metric_pack_7", "metric_pack_30", "metric_pack_400");

    /** In an order that foreign keys allow. */
    private static final List<Dependent> ORDINARY = List.of(
            new Dependent("rollup_dirty", SOURCES),
            new Dependent("series_slot", "set_id IN (SELECT id FROM metric_set WHERE " + SOURCES + ")"),
            new Dependent("metric_set", SOURCES),
            new Dependent("series", SOURCES),
            of("source"),
            of("server"),
            of("server_counter"),
            of("checks_1h"),
            of("monitor_state"),
            of("collector_state"),
            of("webhook_delivery"),
            of("webhook_event"),
            of("webhook_endpoint"),
            of("webhook_quota"),
            of("incident_comment"),
            of("incident"),
            of("monitor_revision"),
            of("monitor_definition"),
            of("collector_definition"));

    private final JdbcClient jdbc;
    private final ErasureSettings settings;

    ErasedRows(JdbcClient jdbc, ErasureSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    private static Dependent of(String table) {
        return new Dependent(table, "account_id = :account");
    }

    /** @return how many rows; 0 once nothing is left */
    int some(String accountId) {
        int rows = checks(accountId);
        if (rows == 0) {
            rows = samples(accountId);
        }
        for (Dependent table : ORDINARY) {
            // one after the other: what others refer to goes last, when they are gone
            if (rows == 0) {
                rows = ordinary(table, accountId);
            }
        }
        return rows > 0 ? rows : audit(accountId);
    }

    private int checks(String accountId) {
        for (String monitor : ids("SELECT monitor_id FROM monitor_definition WHERE account_id = ?", accountId)) {
            int rows =
                    slice("check_event", "scheduled_at", Duration.ofDays(7), "monitor_id = '" + quoted(monitor) + "'");
            if (rows > 0) {
                return rows;
            }
        }
        return 0;
    }

    private int samples(String accountId) {
        for (String source : ids("SELECT id::text FROM source WHERE account_id = ?", accountId)) {
            for (String table : PACKS) {
                int rows = slice(table, "time", Duration.ofDays(1), "source_id = " + Integer.parseInt(source));
                if (rows > 0) {
                    return rows;
                }
            }
        }
        return 0;
    }

    private int slice(String table, String column, Duration width, String key) {
        return jdbc
                .sql("SELECT min(%s) FROM %s WHERE %s".formatted(column, table, key))
                .query((row, _) -> row.getObject(1, OffsetDateTime.class))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .map(first -> first.toInstant().truncatedTo(ChronoUnit.DAYS))
                .mapToInt(first -> jdbc.sql("DELETE FROM %s WHERE %s AND %s >= '%s' AND %s < '%s'"
                                .formatted(table, key, column, first, column, first.plus(width)))
                        .update())
                .sum();
    }

    private int ordinary(Dependent table, String accountId) {
        return jdbc.sql("DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s LIMIT :most))"
                        .formatted(table.table(), table.condition()))
                .param("account", accountId)
                .param("most", settings.batch())
                .update();
    }

    private int audit(String accountId) {
        return jdbc.sql("SELECT audit_erase(?)")
                .param(accountId)
                .query(Integer.class)
                .single();
    }

    private List<String> ids(String query, String accountId) {
        return jdbc.sql(query).param(accountId).query(String.class).list();
    }

    private static String quoted(String text) {
        return text.replace("'", "''");
    }
}
