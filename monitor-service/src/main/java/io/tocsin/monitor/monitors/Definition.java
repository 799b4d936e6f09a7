package io.tocsin.monitor.monitors;

import static io.tocsin.monitor.targets.Ranges.within;

import io.tocsin.monitor.targets.Target;
import io.tocsin.monitor.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import java.util.List;

/**
 * What a customer orders: everything of a monitor that a customer writes.
 *
 * @param friendlyName 1 to 200 characters
 * @param intervalSeconds seconds between two checks, up to a day; of a heartbeat its period. The plan says how short
 * @param timeoutMs milliseconds after which a check has failed, its retries included; 100 to 60 000 and shorter than the
 *     interval
 * @param retries how often a check that fails before its timeout tries again at once, 0 to 3
 * @param failureThreshold consecutive failures that open an incident, 1 to 10
 * @param recoveryThreshold consecutive successes that resolve it, 1 to 10
 * @param tags up to 20 different ones of 1 to 50 characters
 */
record Definition(
        String friendlyName,
        Target target,
        int intervalSeconds,
        int timeoutMs,
        int retries,
        int failureThreshold,
        int recoveryThreshold,
        List<String> tags) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_INTERVAL = 86_400;
    private static final int LONGEST_TAG = 50;
    private static final int MOST_TAGS = 20;

    Definition {
        friendlyName = Texts.line("friendly_name", friendlyName, LONGEST_NAME);
        if (!(target instanceof Target.Heartbeat)) {
            within("interval_seconds", intervalSeconds, 1, LONGEST_INTERVAL);
            within("timeout_ms", timeoutMs, 100, 60_000);
            if (timeoutMs >= intervalSeconds * 1000) {
                throw ApiException.invalid("timeout_ms", "must be shorter than the interval");
            }
            within("retries", retries, 0, 3);
        }
        within("failure_threshold", failureThreshold, 1, 10);
        within("recovery_threshold", recoveryThreshold, 1, 10);
        tags = tags.stream().map(tag -> Texts.line("tags", tag, LONGEST_TAG)).toList();
        if (tags.size() > MOST_TAGS || tags.stream().distinct().count() < tags.size()) {
            throw ApiException.invalid("tags", "must be at most %d, and different".formatted(MOST_TAGS));
        }
    }

    /** What the interval is called in this type of monitor. */
    String intervalField() {
        return target instanceof Target.Heartbeat ? "period_seconds" : "interval_seconds";
    }
}
