package io.tocsin.query.deliveries;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.storage.SqlTime;
import io.tocsin.query.webhooks.Bell;
import io.tocsin.query.webhooks.Endpoint;
import io.tocsin.query.webhooks.Endpoints;
import io.tocsin.query.webhooks.Listening;
import io.tocsin.query.webhooks.PastEvent;
import io.tocsin.schemas.ErrorCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries as customers ask about them, and have them made again. */
@Component
class Deliveries {
    /** How much one call may recover; more takes another call. */
    private static final int MOST_RECOVERED = 10_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Endpoints endpoints;
    private final Listening listening;
    private final Bell bell;

    Deliveries(JdbcClient jdbc, JsonMapper json, Endpoints endpoints, Listening listening, Bell bell) {
        this.jdbc = jdbc;
        this.json = json;
        this.endpoints = endpoints;
        this.listening = listening;
        this.bell = bell;
    }

    /** Newest first; what the endpoint's filter refused only if asked for. */
    List<Delivery> page(
            String accountId, String endpointId, @Nullable String status, @Nullable Cursor after, int limit) {
        endpoint(accountId, endpointId);
        return jdbc.sql("""
            SELECT d.*, NULL AS payload FROM webhook_delivery d
            WHERE endpoint_id = :endpoint AND account_id = :account
                AND CASE WHEN CAST(:status AS text) IS NULL THEN status <> 'filtered' ELSE status = :status END
                AND (CAST(:time AS timestamptz) IS NULL OR (created_at, id) < (:time, :key))
            ORDER BY created_at DESC, id DESC LIMIT :limit
            """)
                .param("endpoint", endpointId)
                .param("account", accountId)
                .param("status", status)
                .param("time", after == null ? null : SqlTime.of(after.time()))
                .param("key", after == null ? "" : after.key())
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    /** @throws ApiException 404 if there is none */
    Delivery find(String accountId, String endpointId, String id) {
        return jdbc.sql("""
            SELECT d.*, v.payload FROM webhook_delivery d JOIN webhook_event v ON v.id = d.event_id
            WHERE d.id = ? AND d.endpoint_id = ? AND d.account_id = ?
            """)
                .params(id, endpointId, accountId)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.WEBHOOK_006));
    }

    /** Sends it again at once, however it ended, and again by the schedule if that fails. */
    @Transactional
    public void resend(String accountId, String endpointId, String id) {
        if (!endpoint(accountId, endpointId).enabled()) {
            throw new ApiException(ErrorCode.WEBHOOK_007);
        }
        int rows = jdbc.sql(REQUEUE + "id = ? AND endpoint_id = ? AND account_id = ?")
                .params(id, endpointId, accountId)
                .update();
        if (rows == 0) {
            throw new ApiException(ErrorCode.WEBHOOK_006);
        }
        bell.ringAfterCommit(Set.of(endpointId));
    }

    private static final String REQUEUE = """
        UPDATE webhook_delivery SET status = 'pending', reason = NULL, tries = 0, leases = leases + 1,
            next_attempt_at = now(), ended_at = NULL WHERE \
        """;

    /**
     * Sends again whatever happened in that time and did not get there: failed for good, or never queued because the
     * endpoint was disabled.
     *
     * @return how many
     */
    @Transactional
    public int recover(String accountId, String endpointId, Instant since, Instant until) {
        Endpoint endpoint = endpoint(accountId, endpointId);
        if (!endpoint.enabled()) {
            throw new ApiException(ErrorCode.WEBHOOK_007);
        }
        int again = jdbc.sql(REQUEUE + """
            id IN (SELECT d.id FROM webhook_delivery d JOIN webhook_event v ON v.id = d.event_id
                WHERE d.endpoint_id = :endpoint AND d.account_id = :account AND d.status IN ('exhausted', 'cancelled')
                    AND v.recorded_at >= :since AND v.recorded_at < :until ORDER BY v.seq LIMIT :most)
            """)
                .param("endpoint", endpointId)
                .param("account", accountId)
                .param("since", SqlTime.of(since))
                .param("until", SqlTime.of(until))
                .param("most", MOST_RECOVERED)
                .update();
        List<PastEvent> missed = jdbc.sql("""
            SELECT v.* FROM webhook_event v
            WHERE v.account_id = :account AND v.type = ANY (CASE WHEN cardinality(CAST(:types AS text[])) = 0
                    THEN ARRAY[v.type] ELSE CAST(:types AS text[]) END)
                AND v.type <> 'webhook.test' AND v.recorded_at >= :since AND v.recorded_at < :until
                AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.event_id = v.id AND d.endpoint_id = :endpoint)
            ORDER BY v.seq LIMIT :most
            """)
                .param("account", accountId)
                .param("types", endpoint.eventTypes().toArray(String[]::new))
                .param("since", SqlTime.of(since))
                .param("until", SqlTime.of(until))
                .param("endpoint", endpointId)
                .param("most", MOST_RECOVERED)
                .query((row, _) -> PastEvent.read(row))
                .list();
        missed.forEach(event -> listening.queue(event, List.of(endpoint), false));
        bell.ringAfterCommit(Set.of(endpointId));
        return again + missed.size();
    }

    private Endpoint endpoint(String accountId, String id) {
        return endpoints.of(List.of(id)).stream()
                .filter(endpoint -> endpoint.accountId().equals(accountId))
                .findFirst()
                .orElseThrow(() -> new ApiException(ErrorCode.WEBHOOK_001));
    }

    private Delivery read(ResultSet row) throws SQLException {
        boolean waits = row.getString("status").equals("pending");
        String payload = row.getString("payload");
        return new Delivery(
                row.getString("id"),
                row.getString("endpoint_id"),
                row.getString("event_id"),
                row.getString("event_type"),
                row.getString("status"),
                row.getString("reason"),
                row.getBoolean("replayed"),
                json.readValue(row.getString("attempts"), new TypeReference<List<Attempt>>() {}),
                waits ? SqlTime.read(row, "next_attempt_at") : null,
                SqlTime.read(row, "created_at"),
                SqlTime.readNullable(row, "ended_at"),
                payload == null ? null : json.readTree(payload));
    }
}
