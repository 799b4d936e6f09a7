package io.tocsin.monitor.monitors;

import io.tocsin.monitor.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import java.util.List;

/**
 * What a customer orders: everything of a monitor that a customer writes.
 *
 * @param friendlyName 1 to 200 characters
 * @param intervalSeconds seconds between two checks, up to a day; the plan says how short it may be
 * @param timeoutMs milliseconds after which a check has failed, 100 to 60 000 and shorter than the interval
 * @param failureThreshold consecutive failures that open an incident, 1 to 10
 * @param recoveryThreshold consecutive successes that resolve it, 1 to 10
 * @param tags up to 20 different ones of 1 to 50 characters
 */
record Definition(
        String friendlyName,
        Target target,
        int intervalSeconds,
        int timeoutMs,
        int failureThreshold,
        int recoveryThreshold,
        List<String> tags) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_INTERVAL = 86_400;
    private static final int LONGEST_TAG = 50;
    private static final int MOST_TAGS = 20;

    Definition {
        friendlyName = Texts.line("friendly_name", friendlyName, LONGEST_NAME);
        checkRange("interval_seconds", intervalSeconds, 1, LONGEST_INTERVAL);
        checkRange("timeout_ms", timeoutMs, 100, 60_000);
        if (timeoutMs >= intervalSeconds * 1000) {
            throw ApiException.invalid("timeout_ms", "must be shorter than the interval");
        }
        checkRange("failure_threshold", failureThreshold, 1, 10);
        checkRange("recovery_threshold", recoveryThreshold, 1, 10);
        tags = tags.stream().map(tag -> Texts.line("tags", tag, LONGEST_TAG)).toList();
        if (tags.size() > MOST_TAGS || tags.stream().distinct().count() < tags.size()) {
            throw ApiException.invalid("tags", "must be at most %d, and different".formatted(MOST_TAGS));
        }
    }

    private static void checkRange(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw ApiException.invalid(field, "must be between %d and %d".formatted(least, most));
        }
    }
}
