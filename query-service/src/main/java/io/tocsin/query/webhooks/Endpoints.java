package io.tocsin.query.webhooks;

import io.tocsin.query.paging.Cursor;
import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The endpoints that there are. */
@Component
public class Endpoints {
    private final JdbcClient jdbc;

    Endpoints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Endpoint> find(String accountId, String id) {
        return find(accountId, id, "");
    }

    /** Locked until the transaction ends. */
    Optional<Endpoint> lock(String accountId, String id) {
        return find(accountId, id, " FOR UPDATE");
    }

    private Optional<Endpoint> find(String accountId, String id, String lock) {
        return jdbc.sql("SELECT * FROM webhook_endpoint WHERE id = ? AND account_id = ?" + lock)
                .params(id, accountId)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Those of them that are still there. */
    public List<Endpoint> of(Collection<String> ids) {
        return jdbc.sql("SELECT * FROM webhook_endpoint WHERE id = ANY (?)")
                .param(ids.toArray(String[]::new))
                .query((row, _) -> read(row))
                .list();
    }

    /** Those that hear what happens now; nobody changes them until the transaction ends. */
    List<Endpoint> heldListening(String accountId) {
        return jdbc.sql("""
            SELECT * FROM webhook_endpoint WHERE account_id = ? AND enabled ORDER BY id FOR SHARE
            """).param(accountId).query((row, _) -> read(row)).list();
    }

    /** Newest first. */
    List<Endpoint> page(String accountId, @Nullable Cursor after, int limit) {
        return jdbc.sql("""
            SELECT * FROM webhook_endpoint WHERE account_id = :account
                AND (CAST(:time AS timestamptz) IS NULL OR (created_at, id) < (:time, :key))
            ORDER BY created_at DESC, id DESC LIMIT :limit
            """)
                .param("account", accountId)
                .param("time", after == null ? null : SqlTime.of(after.time()))
                .param("key", after == null ? "" : after.key())
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    void add(Endpoint endpoint) {
        jdbc.sql("""
            INSERT INTO webhook_endpoint (id, account_id, revision, url, description, event_types, filter,
                transformation, payload_version, headers_sealed, rate_limit, ordered, secret_sealed,
                previous_secret_sealed, previous_until, enabled, disabled_reason, start_from, replaying, live_since,
                created_at, changed_at)
            VALUES (:id, :account, :revision, :url, :description, :types, :filter, :transformation, :version, :headers,
                :rate, :ordered, :secret, :previous, :previousUntil, :enabled, :reason, :startFrom, :replaying,
                :liveSince, :createdAt, :changedAt)
            """).params(columns(endpoint)).update();
        jdbc.sql("INSERT INTO webhook_health (endpoint_id, account_id) VALUES (?, ?)")
                .params(endpoint.id(), endpoint.accountId())
                .update();
    }

    void put(Endpoint endpoint) {
        jdbc.sql("""
            UPDATE webhook_endpoint SET revision = :revision, url = :url, description = :description,
                event_types = :types, filter = :filter, transformation = :transformation, payload_version = :version,
                headers_sealed = :headers, rate_limit = :rate, ordered = :ordered, secret_sealed = :secret,
                previous_secret_sealed = :previous, previous_until = :previousUntil, enabled = :enabled,
                disabled_reason = :reason, start_from = :startFrom, replaying = :replaying, live_since = :liveSince,
                changed_at = :changedAt
            WHERE id = :id AND account_id = :account
            """).params(columns(endpoint)).update();
    }

    void remove(Endpoint endpoint) {
        jdbc.sql("DELETE FROM webhook_endpoint WHERE id = ? AND account_id = ?")
                .params(endpoint.id(), endpoint.accountId())
                .update();
    }

    void disable(Endpoint endpoint, String reason, Instant at) {
        jdbc.sql("""
            UPDATE webhook_endpoint SET enabled = false, disabled_reason = ?, revision = revision + 1, changed_at = ?
            WHERE id = ?
            """).params(reason, SqlTime.of(at), endpoint.id()).update();
    }

    /** What waits for an endpoint that is no longer sent to ends; it can be recovered. */
    void cancelPending(Endpoint endpoint, String reason) {
        jdbc.sql("""
            UPDATE webhook_delivery SET status = 'cancelled', reason = ?, ended_at = now()
            WHERE endpoint_id = ? AND status = 'pending'
            """).params(reason, endpoint.id()).update();
    }

    /** Failures from before it was enabled again, or had another address, count no more. */
    void forgiven(Endpoint endpoint) {
        jdbc.sql("UPDATE webhook_health SET failing_since = NULL WHERE endpoint_id = ?")
                .param(endpoint.id())
                .update();
    }

    private static Map<String, @Nullable Object> columns(Endpoint endpoint) {
        Map<String, @Nullable Object> columns = new HashMap<>();
        columns.put("id", endpoint.id());
        columns.put("account", endpoint.accountId());
        columns.put("revision", endpoint.revision());
        columns.put("url", endpoint.url());
        columns.put("description", endpoint.description());
        columns.put("types", endpoint.eventTypes().toArray(String[]::new));
        columns.put("filter", endpoint.filter());
        columns.put("transformation", endpoint.transformation());
        columns.put("version", endpoint.payloadVersion());
        columns.put("headers", endpoint.headersSealed());
        columns.put("rate", endpoint.rateLimit());
        columns.put("ordered", endpoint.ordered());
        columns.put("secret", endpoint.secretSealed());
        columns.put("previous", endpoint.previousSecretSealed());
        columns.put("previousUntil", SqlTime.ofNullable(endpoint.previousUntil()));
        columns.put("enabled", endpoint.enabled());
        columns.put("reason", endpoint.disabledReason());
        columns.put("startFrom", SqlTime.ofNullable(endpoint.startFrom()));
        columns.put("replaying", endpoint.replaying());
        columns.put("liveSince", SqlTime.of(endpoint.liveSince()));
        columns.put("createdAt", SqlTime.of(endpoint.createdAt()));
        columns.put("changedAt", SqlTime.of(endpoint.changedAt()));
        return columns;
    }

    static Endpoint read(ResultSet row) throws SQLException {
        return new Endpoint(
                row.getString("id"),
                row.getString("account_id"),
                row.getLong("revision"),
                row.getString("url"),
                row.getString("description"),
                List.of((String[]) row.getArray("event_types").getArray()),
                row.getString("filter"),
                row.getString("transformation"),
                row.getInt("payload_version"),
                row.getString("headers_sealed"),
                row.getObject("rate_limit", Integer.class),
                row.getBoolean("ordered"),
                row.getString("secret_sealed"),
                row.getString("previous_secret_sealed"),
                SqlTime.readNullable(row, "previous_until"),
                row.getBoolean("enabled"),
                row.getString("disabled_reason"),
                SqlTime.readNullable(row, "start_from"),
                row.getBoolean("replaying"),
                SqlTime.read(row, "live_since"),
                SqlTime.read(row, "created_at"),
                SqlTime.read(row, "changed_at"));
    }
}
