package io.tocsin.query.webhooks;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that subscribers may want to know.
 *
 * @param at when it took place
 * @param subject what it is about: deliveries in order keep the order of one subject
 * @param cause tells it from everything else of its type; told again, it is the same event
 * @param data as the catalogue describes it
 */
public record News(
        String accountId,
        EventType type,
        Instant at,
        String subject,
        String cause,
        Map<String, @Nullable Object> data) {
    public News {
        data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    /** To be completed. */
    public static Draft of(String accountId, EventType type, Instant at) {
        return new Draft(accountId, type, at);
    }

    /** News whose data is still being gathered. */
    public static final class Draft {
        private final String accountId;
        private final EventType type;
        private final Instant at;
        private final Map<String, @Nullable Object> data = new LinkedHashMap<>();

        private Draft(String accountId, EventType type, Instant at) {
            this.accountId = accountId;
            this.type = type;
            this.at = at;
            data.put("account_id", accountId);
        }

        public Draft with(String field, @Nullable Object value) {
            data.put(field, value);
            return this;
        }

        public News about(String subject, String cause) {
            return new News(accountId, type, at, subject, cause, data);
        }
    }
}
