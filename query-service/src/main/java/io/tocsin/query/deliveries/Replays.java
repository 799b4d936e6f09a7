package io.tocsin.query.deliveries;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.webhooks.Endpoint;
import io.tocsin.query.webhooks.Endpoints;
import io.tocsin.query.webhooks.Listening;
import io.tocsin.query.webhooks.PastEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells endpoints that start in the past what has happened since, oldest first and a little at a time. An endpoint goes
 * over to live under its lock, which every announcement shares: what was announced before is in the history that is read
 * then, what is announced after finds the endpoint listening. It does so only when no announcement can be under way that
 * began before there was such an endpoint; until then, what happens is history that is passed on at once.
 */
@Component
class Replays {
    private final JdbcClient jdbc;
    private final History history;
    private final Endpoints endpoints;
    private final Listening listening;
    private final DeliverySettings settings;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    Replays(
            JdbcClient jdbc,
            History history,
            Endpoints endpoints,
            Listening listening,
            DeliverySettings settings,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.history = history;
        this.endpoints = endpoints;
        this.listening = listening;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT0.5S", initialDelayString = "PT5S")
    void look() {
        Tenancy.everyAccount(() -> jdbc.sql("SELECT id FROM webhook_endpoint WHERE replaying AND enabled LIMIT 1000")
                .query(String.class)
                .list()
                .forEach(id -> transactions.executeWithoutResult(_ -> advance(id))));
    }

    private void advance(String endpointId) {
        if (!isMine(endpointId) || history.waits(endpointId)) {
            return;
        }
        for (Endpoint endpoint : endpoints.of(List.of(endpointId))) {
            Instant recent = clock.instant().minus(History.LONGEST_ANNOUNCEMENT);
            boolean caughtUp = advance(endpoint, recent);
            if (caughtUp && endpoint.changedAt().isBefore(recent) && isHeld(endpoint) && advance(endpoint, recent)) {
                jdbc.sql("UPDATE webhook_endpoint SET replaying = false, live_since = now() WHERE id = ?")
                        .param(endpointId)
                        .update();
            }
        }
    }

    /** One instance at a time reads for an endpoint; announcements do not wait for it. */
    private boolean isMine(String endpointId) {
        return jdbc.sql("SELECT pg_try_advisory_xact_lock(hashtextextended('webhook replay ' || ?, 0))")
                .param(endpointId)
                .query(Boolean.class)
                .single();
    }

    private boolean isHeld(Endpoint endpoint) {
        return jdbc.sql("""
            SELECT id FROM webhook_endpoint WHERE id = ? AND revision = ? AND replaying AND enabled
            FOR UPDATE SKIP LOCKED
            """)
                .params(endpoint.id(), endpoint.revision())
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Queues what comes next. @return whether that was all, and nothing of it history */
    private boolean advance(Endpoint endpoint, Instant recent) {
        List<PastEvent> next = history.next(endpoint, settings.replayAtOnce());
        boolean caughtUp = next.size() < settings.replayAtOnce();
        for (PastEvent event : next) {
            boolean past =
                    event.at().isBefore(endpoint.changedAt()) || event.at().isBefore(recent);
            listening.queue(event, List.of(endpoint), past);
            caughtUp &= !past;
        }
        history.passedOn(endpoint, next);
        return caughtUp;
    }
}
