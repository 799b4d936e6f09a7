package io.tocsin.query.webhooks;

import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.json.Times;
import io.tocsin.query.storage.SqlTime;
import io.tocsin.schemas.Ids;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what has happened and, in the same transaction, a delivery for every endpoint that listens: after the
 * commit no crash can lose one. An endpoint that still hears history finds the event there.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Announcements {
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Endpoints endpoints;
    private final Listening listening;
    private final EndpointSettings settings;
    private final InstantSource clock;

    Announcements(
            JdbcClient jdbc,
            JsonMapper json,
            Endpoints endpoints,
            Listening listening,
            EndpointSettings settings,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.endpoints = endpoints;
        this.listening = listening;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @return whether it was news: what is told again changes nothing, nor does what happened so long ago that it would
     *     be forgotten, for nobody knows any more whether it was told
     */
    public boolean announce(News news) {
        if (news.at().isBefore(clock.instant().minus(settings.keep()))) {
            return false;
        }
        Optional<PastEvent> event = record(news);
        event.ifPresent(recorded -> {
            List<Endpoint> listeners = endpoints.heldListening(news.accountId()).stream()
                    .filter(endpoint -> !endpoint.replaying())
                    .toList();
            listening.queue(recorded, listeners, false);
        });
        return event.isPresent();
    }

    /** Tells one endpoint alone, whatever it subscribes to. */
    PastEvent announceTo(Endpoint endpoint, News news) {
        PastEvent event = record(news).orElseThrow();
        listening.queueUnasked(event, endpoint);
        return event;
    }

    private Optional<PastEvent> record(News news) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("type", news.type().wireName());
        payload.put("timestamp", Times.format(news.at()));
        payload.put("data", news.data());
        return jdbc.sql("""
            INSERT INTO webhook_event (id, account_id, type, at, subject, cause, payload, correlation_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *
            """)
                .params(
                        Ids.next("evt"),
                        news.accountId(),
                        news.type().wireName(),
                        SqlTime.of(news.at()),
                        news.subject(),
                        news.cause(),
                        json.writeValueAsString(payload),
                        Correlation.current())
                .query((row, _) -> PastEvent.read(row))
                .optional();
    }
}
