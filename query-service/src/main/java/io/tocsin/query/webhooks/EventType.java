package io.tocsin.query.webhooks;

import static io.tocsin.query.webhooks.EventField.instant;
import static io.tocsin.query.webhooks.EventField.number;
import static io.tocsin.query.webhooks.EventField.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an endpoint can be told of, and what the data of each event holds. */
public enum EventType {
    INCIDENT_OPENED("An incident opened", EventField.INCIDENT),
    INCIDENT_ACKNOWLEDGED("Somebody took an incident", EventField.INCIDENT),
    INCIDENT_RESOLVED("An incident is over", EventField.INCIDENT),
    MONITOR_DOWN("A monitor's target is down", EventField.CONDITION),
    MONITOR_UP("A monitor's target is up again", EventField.CONDITION),
    MONITOR_CREATED("A monitor was created", EventField.MONITOR),
    MONITOR_UPDATED("A monitor was changed or resumed", EventField.MONITOR),
    MONITOR_PAUSED("A monitor was paused", EventField.MONITOR),
    MONITOR_DELETED("A monitor was deleted", EventField.MONITOR),
    COLLECTOR_ONLINE("A collector pushes, for the first time or again", EventField.COLLECTOR),
    COLLECTOR_OFFLINE("A collector has stopped pushing", EventField.COLLECTOR),
    CERTIFICATE_EXPIRING(
            "A certificate ends soon: of a monitor's target, or of a collector",
            List.of(
                    text("subject_kind", "monitor or collector", "monitor"),
                    text("subject_id", "Its id", EventField.MONITOR_ID),
                    instant("not_after", "When the certificate ends"),
                    number("days_left", "Whole days until then", 13))),
    QUOTA_REACHED(
            "The plan allows no more of something",
            List.of(
                    text("quota", "What there can be no more of", "webhook_endpoints"),
                    number("limit", "How many the plan allows", 10))),
    ENDPOINT_DISABLED(
            "A webhook endpoint was disabled because it does not answer",
            List.of(
                    text("endpoint_id", "The endpoint", "whe_0192f0c1d2e37a4b8c9d0e1f2a3b4c5d"),
                    text("url", "Scheme and host of its address", "https://example.com"),
                    text("reason", "Why it was disabled", "It answered 410 Gone"))),
    /** Sent on request to one endpoint, subscribed to it or not. */
    WEBHOOK_TEST("A test that somebody asked for", List.of(text("message", "A greeting", "This is a test of Tocsin")));

    private final String meaning;
    private final List<EventField> fields;

    EventType(String meaning, List<EventField> fields) {
        this.meaning = meaning;
        this.fields = Stream.concat(
                        Stream.of(text("account_id", "The account", "acc_0192f0c1d2e37a4b8c9d0e1f2a3b4c5d")),
                        fields.stream())
                .toList();
    }

    /** As subscribers know it: {@code incident.opened}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    String meaning() {
        return meaning;
    }

    List<EventField> fields() {
        return fields;
    }

    /** Null where there is none of that name. */
    static @Nullable EventType of(String wireName) {
        return Stream.of(values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst()
                .orElse(null);
    }
}
