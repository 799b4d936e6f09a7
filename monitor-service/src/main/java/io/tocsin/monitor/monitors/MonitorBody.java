package io.tocsin.monitor.monitors;

import io.tocsin.platform.errors.ApiException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A monitor as a client writes it: these fields and no others. What is absent or null has its default. */
record MonitorBody(
        @Nullable String friendlyName,
        @Nullable String type,
        @Nullable String url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String keyword,
        @Nullable Integer intervalSeconds,
        @Nullable Integer timeoutMs,
        @Nullable Integer failureThreshold,
        @Nullable Integer recoveryThreshold,
        @Nullable List<@Nullable String> tags) {
    private static final int DEFAULT_INTERVAL_SECONDS = 60;
    private static final int DEFAULT_TIMEOUT_MS = 10_000;
    private static final int DEFAULT_FAILURE_THRESHOLD = 2;
    private static final int DEFAULT_RECOVERY_THRESHOLD = 1;

    static MonitorBody of(Definition definition) {
        TargetColumns target = TargetColumns.of(definition.target());
        return new MonitorBody(
                definition.friendlyName(),
                target.type(),
                target.url(),
                null,
                null,
                target.keyword(),
                definition.intervalSeconds(),
                definition.timeoutMs(),
                definition.failureThreshold(),
                definition.recoveryThreshold(),
                List.copyOf(definition.tags()));
    }

    /**
     * @param shortestInterval what the plan allows, in seconds
     * @throws ApiException 400 naming the field that is wrong
     */
    Definition toDefinition(int shortestInterval) {
        int interval =
                Objects.requireNonNullElse(intervalSeconds, Math.max(DEFAULT_INTERVAL_SECONDS, shortestInterval));
        return new Definition(
                required("friendly_name", friendlyName),
                target(),
                interval,
                Objects.requireNonNullElse(timeoutMs, defaultTimeout(interval)),
                Objects.requireNonNullElse(failureThreshold, DEFAULT_FAILURE_THRESHOLD),
                Objects.requireNonNullElse(recoveryThreshold, DEFAULT_RECOVERY_THRESHOLD),
                tagsWithoutNull());
    }

    private Target target() {
        return switch (required("type", type)) {
            case Target.Http.TYPE -> {
                foreign("keyword", keyword);
                yield new Target.Http(webAddress());
            }
            case Target.Keyword.TYPE -> new Target.Keyword(webAddress(), required("keyword", keyword));
            default -> throw ApiException.invalid("type", "must be one of " + String.join(", ", Target.TYPES));
        };
    }

    private String webAddress() {
        foreign("host", host);
        foreign("port", port);
        return required("url", url);
    }

    private void foreign(String field, @Nullable Object value) {
        if (value != null) {
            throw ApiException.invalid(field, "is not a field of type " + type);
        }
    }

    private List<String> tagsWithoutNull() {
        if (tags == null) {
            return List.of();
        }
        return tags.stream().map(tag -> required("tags", tag)).toList();
    }

    /** Half of an interval that is too short for the usual one. */
    private static int defaultTimeout(int intervalSeconds) {
        return Math.min(DEFAULT_TIMEOUT_MS, Math.max(0, intervalSeconds) * 500);
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw ApiException.invalid(field, "is missing");
        }
        return value;
    }
}
