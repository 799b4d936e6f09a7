package io.tocsin.query.deliveries;

import io.tocsin.query.storage.SqlTime;
import io.tocsin.query.webhooks.Endpoint;
import io.tocsin.query.webhooks.PastEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What an endpoint that starts in the past has yet to hear, and how far it has got. */
@Component
class History {
    /** No transaction that announces something takes longer. */
    static final Duration LONGEST_ANNOUNCEMENT = Duration.ofSeconds(15);

    private final JdbcClient jdbc;

    History(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Whether what was queued before has yet to be tried. What has failed, and what waits behind that because it is about
     * the same, holds up nothing else.
     */
    boolean waits(String endpointId) {
        return jdbc.sql("""
            WITH RECURSIVE head AS (
                (SELECT f.subject, f.tries FROM webhook_delivery f
                    WHERE f.endpoint_id = :endpoint AND f.status = 'pending' ORDER BY f.subject, f.event_seq LIMIT 1)
                UNION ALL
                SELECT n.subject, n.tries FROM head h CROSS JOIN LATERAL (
                    SELECT f.subject, f.tries FROM webhook_delivery f
                    WHERE f.endpoint_id = :endpoint AND f.status = 'pending' AND f.subject > h.subject
                    ORDER BY f.subject, f.event_seq LIMIT 1) n
            )
            SELECT EXISTS (SELECT 1 FROM head WHERE tries = 0)
            """).param("endpoint", endpointId).query(Boolean.class).single();
    }

    /** Oldest first. */
    List<PastEvent> next(Endpoint endpoint, int most) {
        Instant from = Objects.requireNonNullElse(endpoint.startFrom(), endpoint.createdAt());
        return jdbc.sql("""
            SELECT v.* FROM webhook_event v
            WHERE v.account_id = :account AND v.recorded_at >= :from AND v.type <> 'webhook.test'
                AND (cardinality(CAST(:types AS text[])) = 0 OR v.type = ANY (CAST(:types AS text[])))
                AND v.seq > coalesce((SELECT h.replayed_to FROM webhook_health h
                    WHERE h.endpoint_id = :endpoint AND h.replay_revision = :revision), 0)
                AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.event_id = v.id AND d.endpoint_id = :endpoint)
            ORDER BY v.seq LIMIT :most
            """)
                .param("account", endpoint.accountId())
                .param("from", SqlTime.of(from))
                .param("types", endpoint.eventTypes().toArray(String[]::new))
                .param("endpoint", endpoint.id())
                .param("revision", endpoint.revision())
                .param("most", most)
                .query((row, _) -> PastEvent.read(row))
                .list();
    }

    /**
     * Notes how far the endpoint has got. Numbers are given before the commit, so of what is recent an earlier one may
     * still appear: only behind what was recorded two longest announcements ago can nothing be missing.
     */
    void passedOn(Endpoint endpoint, List<PastEvent> events) {
        jdbc.sql("""
            UPDATE webhook_health SET replay_revision = :revision, replayed_to = reached.seq
            FROM (SELECT max(seq) AS seq FROM webhook_event
                WHERE id = ANY (:events) AND recorded_at < now() - make_interval(secs => :settled)) reached
            WHERE endpoint_id = :endpoint AND reached.seq IS NOT NULL
            """)
                .param("revision", endpoint.revision())
                .param("events", events.stream().map(PastEvent::id).toArray(String[]::new))
                .param("settled", 2 * LONGEST_ANNOUNCEMENT.toSeconds())
                .param("endpoint", endpoint.id())
                .update();
    }
}
