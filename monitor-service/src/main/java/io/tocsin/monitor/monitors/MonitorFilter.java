package io.tocsin.monitor.monitors;

import io.tocsin.monitor.status.Status;
import io.tocsin.monitor.targets.TargetType;
import io.tocsin.monitor.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which monitors of an account a list shows; null asks for nothing.
 *
 * @param type one of {@link TargetType}
 * @param status up, down, pending, unknown or paused
 * @param tag one of their tags, exactly
 * @param search part of their names or addresses, in upper or lower case
 */
record MonitorFilter(
        @Nullable String type,
        @Nullable String status,
        @Nullable String tag,
        @Nullable String search) {
    static final String PAUSED = "paused";
    private static final int LONGEST = 200;
    private static final List<String> STATUSES = List.of("up", "down", Status.PENDING, "unknown", PAUSED);

    MonitorFilter {
        checkOneOf("type", type, TargetType.texts());
        checkOneOf("status", status, STATUSES);
        tag = tag == null ? null : Texts.line("tag", tag, LONGEST);
        search = search == null || search.isBlank() ? null : Texts.line("q", search, LONGEST);
    }

    /** @return null when both paused and running ones are shown */
    @Nullable
    Boolean paused() {
        return status == null ? null : status.equals(PAUSED);
    }

    /** @return the status that running ones must have; null when any will do */
    @Nullable
    String decided() {
        return PAUSED.equals(status) ? null : status;
    }

    private static void checkOneOf(String parameter, @Nullable String value, List<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            throw ApiException.invalid(parameter, "must be one of " + String.join(", ", allowed));
        }
    }
}
