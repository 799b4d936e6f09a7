package io.tocsin.monitor.collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tocsin.platform.errors.ApiException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A configuration as it is written.
 *
 * @param intervalSeconds seconds between two pushes, 1 to 3600
 * @param labels what the collector puts on every sample, up to 20
 * @param metrics names of the metrics that it collects, up to 200; without them all
 * @param settings whatever else the collector understands, a JSON object
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConfigBody(
        @Nullable Integer intervalSeconds,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable List<@Nullable String> metrics,
        @Nullable JsonNode settings) {
    static final int LONGEST = 16_384;
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,99}");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:*][a-zA-Z0-9_:.*]{0,199}");
    private static final int MOST_LABELS = 20;
    private static final int LONGEST_VALUE = 200;
    private static final int MOST_METRICS = 200;

    /** @throws ApiException 400 naming the field that is wrong */
    void check() {
        if (intervalSeconds == null || intervalSeconds < 1 || intervalSeconds > 3600) {
            throw ApiException.invalid("interval_seconds", "must be between 1 and 3600");
        }
        if (labels != null && labels.size() > MOST_LABELS) {
            throw ApiException.invalid("labels", "must be at most " + MOST_LABELS);
        }
        if (labels != null) {
            labels.forEach(ConfigBody::checkLabel);
        }
        if (metrics != null
                && (metrics.size() > MOST_METRICS || !metrics.stream().allMatch(ConfigBody::isMetric))) {
            throw ApiException.invalid("metrics", "must be at most %d names of metrics".formatted(MOST_METRICS));
        }
        if (settings != null && !settings.isObject()) {
            throw ApiException.invalid("settings", "must be an object");
        }
    }

    private static void checkLabel(String name, @Nullable String value) {
        if (!LABEL.matcher(name).matches() || value == null || value.length() > LONGEST_VALUE) {
            throw ApiException.invalid(
                    "labels", "must have names like region and values of up to %d characters".formatted(LONGEST_VALUE));
        }
    }

    private static boolean isMetric(@Nullable String name) {
        return name != null && METRIC.matcher(name).matches();
    }
}
