package io.tocsin.query.webhooks;

import io.tocsin.schemas.Ids;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides which endpoints an event is for, and queues it for them. Each endpoint that subscribes to the type gets a row,
 * also where its filter refuses the event: so that a missing row is always a fault.
 */
@Component
public class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private record Row(PastEvent event, Endpoint endpoint, boolean wanted, boolean replayed) {}

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Bell bell;

    Listening(JdbcTemplate jdbc, JsonMapper json, Bell bell) {
        this.jdbc = jdbc;
        this.json = json;
        this.bell = bell;
    }

    /**
     * Queues an event for those of the endpoints that subscribe to it; those that have it already keep it as it is.
     *
     * @param replayed whether it is history by now
     */
    public void queue(PastEvent event, Collection<Endpoint> endpoints, boolean replayed) {
        List<Endpoint> subscribed = endpoints.stream()
                .filter(endpoint -> endpoint.subscribesTo(event.type()))
                .toList();
        if (!subscribed.isEmpty()) {
            JsonNode payload = json.readTree(event.payload());
            insert(subscribed.stream()
                    .map(endpoint -> new Row(event, endpoint, wants(endpoint, payload), replayed))
                    .toList());
        }
    }

    void queueUnasked(PastEvent event, Endpoint endpoint) {
        insert(List.of(new Row(event, endpoint, true, false)));
    }

    private static boolean wants(Endpoint endpoint, JsonNode payload) {
        String filter = endpoint.filter();
        if (filter == null) {
            return true;
        }
        try {
            return Filter.parse(filter).accepts(payload);
        } catch (IllegalArgumentException e) {
            // was valid when it was set: better one event too many than an alarm too few
            LOG.warn("The filter of {} can't be read any more: {}", endpoint.id(), e.getMessage());
            return true;
        }
    }

    private void insert(List<Row> rows) {
        jdbc.batchUpdate("""
            INSERT INTO webhook_delivery (id, account_id, endpoint_id, event_id, event_seq, event_type, subject,
                status, replayed, ended_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CASE WHEN ? THEN NULL ELSE now() END) ON CONFLICT DO NOTHING
            """, rows, 500, (statement, row) -> {
            statement.setString(1, Ids.next("dlv"));
            statement.setString(2, row.event().accountId());
            statement.setString(3, row.endpoint().id());
            statement.setString(4, row.event().id());
            statement.setLong(5, row.event().seq());
            statement.setString(6, row.event().type());
            statement.setString(7, row.event().subject());
            statement.setString(8, row.wanted() ? "pending" : "filtered");
            statement.setBoolean(9, row.replayed());
            statement.setBoolean(10, row.wanted());
        });
        bell.ringAfterCommit(rows.stream()
                .filter(Row::wanted)
                .map(row -> row.endpoint().id())
                .toList());
    }
}
