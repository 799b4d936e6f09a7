package io.tocsin.query.webhooks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One field of an event's data.
 *
 * @param type of JSON Schema
 * @param nullable whether it may be null
 */
record EventField(String name, String type, boolean instant, boolean nullable, String meaning, Object example) {
    static final String MONITOR_ID = "mon_0192f0c1d2e37a4b8c9d0e1f2a3b4c5d";

    static final List<EventField> INCIDENT = List.of(
            text("incident_id", "The incident", "inc_0192f0c1d2e37a4b8c9d0e1f2a3b4c5d"),
            text("monitor_id", "The monitor that it is about", MONITOR_ID),
            optional(text("friendly_name", "What people call the monitor", "Shop")),
            instant("opened_at", "When the check that opened it was due"),
            optional(instant("acknowledged_at", "When somebody took it")),
            optional(text("acknowledged_by", "Who took it", "usr_0192f0c1d2e37a4b8c9d0e1f2a3b4c5d")),
            optional(instant("resolved_at", "When the check that resolved it was due")),
            optional(text("reason", "Why the check failed that opened it", "The status is 503")));

    static final List<EventField> CONDITION = List.of(
            text("monitor_id", "The monitor", MONITOR_ID),
            optional(text("friendly_name", "What people call it", "Shop")),
            text("status", "down or up", "down"),
            instant("since", "When the check that showed it was due"),
            text("incident_id", "The incident that this opened or resolved", "inc_0192f0c1d2e37a4b8c9d0e1f2a3b4c5d"),
            optional(text("reason", "Why the check failed that opened the incident", "The status is 503")));

    static final List<EventField> MONITOR = List.of(
            text("monitor_id", "The monitor", MONITOR_ID),
            text("friendly_name", "What people call it", "Shop"),
            text("monitor_type", "http, keyword, ping, port, tls, dns or heartbeat", "http"),
            number("interval_seconds", "Seconds between two checks", 60),
            truth("paused", "Whether it is not checked", false),
            number("revision", "Grows with every change", 3));

    static final List<EventField> COLLECTOR = List.of(
            text("collector_id", "The collector", "col_0192f0c1d2e37a4b8c9d0e1f2a3b4c5d"),
            text("status", "online or offline", "offline"),
            instant("since", "Since when"));

    static EventField text(String name, String meaning, String example) {
        return new EventField(name, "string", false, false, meaning, example);
    }

    static EventField number(String name, String meaning, long example) {
        return new EventField(name, "integer", false, false, meaning, example);
    }

    static EventField truth(String name, String meaning, boolean example) {
        return new EventField(name, "boolean", false, false, meaning, example);
    }

    static EventField instant(String name, String meaning) {
        return new EventField(name, "string", true, false, meaning, "2026-01-31T12:00:00.000Z");
    }

    static EventField optional(EventField field) {
        return new EventField(field.name, field.type, field.instant, true, field.meaning, field.example);
    }

    /** JSON Schema, draft 2020-12. */
    Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        List<String> types = new ArrayList<>(List.of(type));
        if (nullable) {
            types.add("null");
        }
        schema.put("type", types.size() == 1 ? type : types);
        if (instant) {
            schema.put("format", "date-time");
        }
        schema.put("description", meaning);
        return schema;
    }
}
