package io.tocsin.query.deliveries;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is to be sent. Each instance leases what it is going to try; a lease that is over without a result makes the
 * delivery due again, for whichever instance comes first.
 */
@Component
class DeliveryQueue {
    /**
     * Goes from one endpoint with something to send to the next, so that what waits for a dead one costs a healthy one
     * nothing.
     */
    private static final String LEASE = """
        WITH RECURSIVE busy (endpoint_id) AS (
            (SELECT endpoint_id FROM webhook_delivery WHERE status = 'pending' ORDER BY endpoint_id LIMIT 1)
            UNION ALL
            SELECT (SELECT d.endpoint_id FROM webhook_delivery d
                WHERE d.status = 'pending' AND d.endpoint_id > b.endpoint_id ORDER BY d.endpoint_id LIMIT 1)
            FROM busy b WHERE b.endpoint_id IS NOT NULL
        ), due AS (
            SELECT d.id, e.revision, e.rate_limit
            FROM busy b
            JOIN webhook_endpoint e ON e.id = b.endpoint_id AND e.enabled
            LEFT JOIN unnest(CAST(:endpoints AS text[]), CAST(:revisions AS bigint[]), CAST(:rooms AS int[]))
                AS w (id, revision, room) ON w.id = e.id AND w.revision = e.revision
            CROSS JOIN LATERAL (
                SELECT d.id FROM webhook_delivery d
                WHERE d.endpoint_id = b.endpoint_id AND d.status = 'pending' AND d.next_attempt_at <= now()
                    AND (NOT e.ordered OR NOT EXISTS (SELECT 1 FROM webhook_delivery p
                        WHERE p.endpoint_id = d.endpoint_id AND p.subject = d.subject AND p.status = 'pending'
                            AND p.event_seq < d.event_seq))
                ORDER BY d.next_attempt_at, d.event_seq
                LIMIT least(coalesce(w.room, :unknown), coalesce(e.rate_limit, 1000))
                FOR UPDATE SKIP LOCKED) d
            LIMIT :most
        )
        UPDATE webhook_delivery d
        SET next_attempt_at = now() + make_interval(secs => :lease), leases = d.leases + 1
        FROM due, webhook_event v
        WHERE d.id = due.id AND v.id = d.event_id
        RETURNING d.id, d.leases, d.tries, d.replayed, d.account_id, d.endpoint_id, due.revision, due.rate_limit,
            d.event_id, v.correlation_id, v.payload
        """;

    private final JdbcClient jdbc;
    private final DeliverySettings settings;

    DeliveryQueue(JdbcClient jdbc, DeliverySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Leases what is due.
     *
     * @param known how many endpoints may have that are known as they are
     * @param unknown how many each other may have
     */
    List<Leased> lease(List<Windows.Known> known, int unknown, int most) {
        return jdbc.sql(LEASE)
                .param(
                        "endpoints",
                        known.stream().map(Windows.Known::endpointId).toArray(String[]::new))
                .param("revisions", known.stream().map(Windows.Known::revision).toArray(Long[]::new))
                .param("rooms", known.stream().map(Windows.Known::room).toArray(Integer[]::new))
                .param("unknown", unknown)
                .param("most", most)
                .param("lease", (double) settings.lease().toMillis() / 1000)
                .query((row, _) -> new Leased(
                        row.getString(1),
                        row.getInt(2),
                        row.getInt(3),
                        row.getBoolean(4),
                        row.getString(5),
                        row.getString(6),
                        row.getLong(7),
                        row.getObject(8, Integer.class),
                        row.getString(9),
                        row.getString(10),
                        row.getString(11)))
                .list();
    }
}
