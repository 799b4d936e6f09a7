package io.tocsin.query.deliveries;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.storage.SqlTime;
import io.tocsin.query.webhooks.Endpoint;
import io.tocsin.query.webhooks.Endpoints;
import io.tocsin.query.webhooks.Listening;
import io.tocsin.query.webhooks.PastEvent;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells endpoints that start in the past what has happened since, oldest first and a little at a time. An endpoint goes
 * over to live under its lock, which every announcement shares: what was announced before is in the history that is read
 * then, what is announced after finds the endpoint listening.
 */
@Component
class Replays {
    private final JdbcClient jdbc;
    private final Endpoints endpoints;
    private final Listening listening;
    private final DeliverySettings settings;
    private final TransactionTemplate transactions;

    Replays(
            JdbcClient jdbc,
            Endpoints endpoints,
            Listening listening,
            DeliverySettings settings,
            TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.endpoints = endpoints;
        this.listening = listening;
        this.settings = settings;
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "PT0.5S", initialDelayString = "PT5S")
    void look() {
        Tenancy.everyAccount(() -> jdbc.sql("SELECT id FROM webhook_endpoint WHERE replaying AND enabled LIMIT 1000")
                .query(String.class)
                .list()
                .forEach(id -> transactions.executeWithoutResult(_ -> advance(id))));
    }

    private void advance(String endpointId) {
        boolean mine =
                jdbc.sql("""
                    SELECT id FROM webhook_endpoint WHERE id = ? AND replaying AND enabled FOR UPDATE SKIP LOCKED
                    """).param(endpointId).query(String.class).optional().isPresent();
        int waiting = jdbc.sql("SELECT count(*) FROM webhook_delivery WHERE endpoint_id = ? AND status = 'pending'")
                .param(endpointId)
                .query(Integer.class)
                .single();
        // what comes next waits until all of this is there, so that order holds across the steps
        if (!mine || waiting > 0) {
            return;
        }
        Endpoint endpoint = endpoints.of(List.of(endpointId)).getFirst();
        List<PastEvent> next = next(endpoint);
        next.forEach(event -> listening.queue(event, List.of(endpoint), true));
        if (next.size() < settings.replayAtOnce()) {
            jdbc.sql("UPDATE webhook_endpoint SET replaying = false, live_since = now() WHERE id = ?")
                    .param(endpointId)
                    .update();
        }
    }

    private List<PastEvent> next(Endpoint endpoint) {
        Instant from = Objects.requireNonNullElse(endpoint.startFrom(), endpoint.createdAt());
        return jdbc.sql("""
            SELECT v.* FROM webhook_event v
            WHERE v.account_id = :account AND v.recorded_at >= :from AND v.type <> 'webhook.test'
                AND (cardinality(CAST(:types AS text[])) = 0 OR v.type = ANY (CAST(:types AS text[])))
                AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.event_id = v.id AND d.endpoint_id = :endpoint)
            ORDER BY v.seq LIMIT :most
            """)
                .param("account", endpoint.accountId())
                .param("from", SqlTime.of(from))
                .param("types", endpoint.eventTypes().toArray(String[]::new))
                .param("endpoint", endpoint.id())
                .param("most", settings.replayAtOnce())
                .query((row, _) -> PastEvent.read(row))
                .list();
    }
}
