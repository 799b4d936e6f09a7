package io.tocsin.query.deliveries;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is to be sent. Each instance leases what it is going to try; a lease that is over without a result makes the
 * delivery due again, for whichever instance comes first.
 */
@Component
class DeliveryQueue {
    /** Goes from one endpoint with something to send to the next: what waits for a dead one costs the others nothing. */
    private static final String EVERY = """
        WITH RECURSIVE busy (endpoint_id) AS (
            (SELECT endpoint_id FROM webhook_delivery WHERE status = 'pending' ORDER BY endpoint_id LIMIT 1)
            UNION ALL
            SELECT (SELECT d.endpoint_id FROM webhook_delivery d
                WHERE d.status = 'pending' AND d.endpoint_id > b.endpoint_id ORDER BY d.endpoint_id LIMIT 1)
            FROM busy b WHERE b.endpoint_id IS NOT NULL
        )
        """;

    private static final String NAMED = """
        WITH busy (endpoint_id) AS (SELECT unnest(CAST(:named AS text[])))
        """;

    /**
     * Of what is to be sent in order, as history always is, only the first of each subject is due, however much stands behind it. Endpoints take
     * turns by chance, since there may be more to send than is taken at once.
     */
    private static final String LEASE = """
        , place AS (
            SELECT e.id AS endpoint_id, e.revision, e.rate_limit, e.ordered OR e.replaying AS ordered,
                least(coalesce(w.room, :unknown), coalesce(e.rate_limit, 1000)) AS room
            FROM busy b
            JOIN webhook_endpoint e ON e.id = b.endpoint_id AND e.enabled
            LEFT JOIN unnest(CAST(:endpoints AS text[]), CAST(:revisions AS bigint[]), CAST(:rooms AS int[]))
                AS w (id, revision, room) ON w.id = e.id AND w.revision = e.revision
            ORDER BY random()
        ), due AS (
            SELECT d.id, p.revision, p.rate_limit FROM place p CROSS JOIN LATERAL (
                SELECT o.id FROM (
                    WITH RECURSIVE head AS (
                        (SELECT f.id, f.subject FROM webhook_delivery f
                            WHERE f.endpoint_id = p.endpoint_id AND f.status = 'pending'
                            ORDER BY f.subject, f.event_seq LIMIT 1)
                        UNION ALL
                        SELECT n.id, n.subject FROM head h CROSS JOIN LATERAL (
                            SELECT f.id, f.subject FROM webhook_delivery f
                            WHERE f.endpoint_id = p.endpoint_id AND f.status = 'pending' AND f.subject > h.subject
                            ORDER BY f.subject, f.event_seq LIMIT 1) n
                    )
                    SELECT d.id FROM head h JOIN webhook_delivery d ON d.id = h.id
                    WHERE d.status = 'pending' AND d.next_attempt_at <= now()
                    ORDER BY d.next_attempt_at, d.event_seq
                    LIMIT p.room FOR UPDATE OF d SKIP LOCKED) o
                WHERE p.ordered
                UNION ALL
                SELECT u.id FROM (
                    SELECT d.id FROM webhook_delivery d
                    WHERE d.endpoint_id = p.endpoint_id AND d.status = 'pending' AND d.next_attempt_at <= now()
                    ORDER BY d.next_attempt_at, d.event_seq
                    LIMIT p.room FOR UPDATE SKIP LOCKED) u
                WHERE NOT p.ordered) d
            WHERE p.room > 0
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

    /** Leases what is due for anyone. */
    List<Leased> lease(Windows.Room room, int most) {
        return lease(jdbc.sql(EVERY + LEASE), room, most);
    }

    /** Leases what is due for these endpoints. */
    List<Leased> lease(Set<String> endpointIds, Windows.Room room, int most) {
        return lease(jdbc.sql(NAMED + LEASE).param("named", endpointIds.toArray(String[]::new)), room, most);
    }

    private List<Leased> lease(JdbcClient.StatementSpec statement, Windows.Room room, int most) {
        List<Windows.Known> known = room.known();
        long until = System.nanoTime() + settings.lease().toNanos();
        return statement
                .param(
                        "endpoints",
                        known.stream().map(Windows.Known::endpointId).toArray(String[]::new))
                .param("revisions", known.stream().map(Windows.Known::revision).toArray(Long[]::new))
                .param("rooms", known.stream().map(Windows.Known::room).toArray(Integer[]::new))
                .param("unknown", room.unknown())
                .param("most", most)
                .param("lease", (double) settings.lease().toMillis() / 1000)
                .query((row, _) -> new Leased(
                        row.getString(1),
                        row.getInt(2),
                        until,
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
