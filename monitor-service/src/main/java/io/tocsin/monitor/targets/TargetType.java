package io.tocsin.monitor.targets;

import io.tocsin.platform.errors.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Types of targets, and the fields of a monitor that only some of them have. */
public enum TargetType {
    HTTP(Fields.CHECKED, Fields.WEB),
    KEYWORD(Fields.CHECKED, Fields.WEB, Set.of("keyword", "keyword_absent", "keyword_regex")),
    PING(Fields.CHECKED, Set.of("host")),
    PORT(Fields.CHECKED, Set.of("host", "port")),
    TLS(Fields.CHECKED, Set.of("host", "port", "warning_days")),
    DNS(Fields.CHECKED, Set.of("host", "record_type", "expected_value")),
    HEARTBEAT(Set.of("period_seconds", "grace_seconds"));

    private static final class Fields {
        /** Of all that a runner checks; a heartbeat comes by itself. */
        private static final Set<String> CHECKED = Set.of("interval_seconds", "timeout_ms", "retries");

        private static final Set<String> WEB =
                Set.of("url", "method", "headers", "body", "expected_statuses", "follow_redirects");
    }

    private final Set<String> fields = new TreeSet<>();

    @SafeVarargs
    TargetType(Set<String>... fields) {
        Arrays.stream(fields).forEach(this.fields::addAll);
    }

    /**
     * The type of that name.
     *
     * @throws ApiException 400 when there is none
     */
    public static TargetType of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text().equals(text))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("type", "must be one of " + String.join(", ", texts())));
    }

    /** All of them as they stand in JSON. */
    public static List<String> texts() {
        return Arrays.stream(values()).map(TargetType::text).toList();
    }

    /** As it stands in JSON, events and the database. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether monitors of this type have the field, of those that not all have. */
    public boolean has(String field) {
        return fields.contains(field);
    }
}
