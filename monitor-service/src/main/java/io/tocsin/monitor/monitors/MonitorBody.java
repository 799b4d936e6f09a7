package io.tocsin.monitor.monitors;

import io.tocsin.monitor.targets.RequestContent;
import io.tocsin.monitor.targets.Target;
import io.tocsin.monitor.targets.TargetFields;
import io.tocsin.monitor.targets.TargetType;
import io.tocsin.platform.errors.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A monitor as a client writes it: these fields and no others. What is absent or null has its default. */
record MonitorBody(
        @Nullable String friendlyName,
        @Nullable String type,
        @Nullable String url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String method,
        @Nullable Map<String, @Nullable String> headers,
        @Nullable String body,
        @Nullable List<@Nullable String> expectedStatuses,
        @Nullable Boolean followRedirects,
        @Nullable String keyword,
        @Nullable Boolean keywordAbsent,
        @Nullable Boolean keywordRegex,
        @Nullable Integer warningDays,
        @Nullable String recordType,
        @Nullable String expectedValue,
        @Nullable Integer periodSeconds,
        @Nullable Integer graceSeconds,
        @Nullable Integer intervalSeconds,
        @Nullable Integer timeoutMs,
        @Nullable Integer retries,
        @Nullable Integer failureThreshold,
        @Nullable Integer recoveryThreshold,
        @Nullable List<@Nullable String> tags) {
    private static final int DEFAULT_INTERVAL_SECONDS = 60;
    private static final int DEFAULT_TIMEOUT_MS = 10_000;
    private static final int DEFAULT_FAILURE_THRESHOLD = 2;
    private static final int DEFAULT_RECOVERY_THRESHOLD = 1;

    /** What would order the same again. */
    static MonitorBody of(Definition definition) {
        RequestContent content = definition.target().content();
        TargetFields fields = TargetFields.of(definition.target());
        boolean checked = !(definition.target() instanceof Target.Heartbeat);
        return new MonitorBody(
                definition.friendlyName(),
                fields.type(),
                fields.url(),
                fields.host(),
                fields.port(),
                fields.method(),
                fields.url() == null ? null : content.headers(),
                content.body(),
                fields.expectedStatuses(),
                fields.followRedirects(),
                fields.keyword(),
                fields.keywordAbsent(),
                fields.keywordRegex(),
                fields.warningDays(),
                fields.recordType(),
                fields.expectedValue(),
                fields.periodSeconds(),
                fields.graceSeconds(),
                checked ? definition.intervalSeconds() : null,
                checked ? definition.timeoutMs() : null,
                checked ? definition.retries() : null,
                definition.failureThreshold(),
                definition.recoveryThreshold(),
                List.copyOf(definition.tags()));
    }

    /**
     * @param shortestInterval what the plan allows, in seconds
     * @throws ApiException 400 naming the field that is wrong
     */
    Definition toDefinition(int shortestInterval) {
        refuseForeignFields(TargetType.of(required("type", type)));
        Target target = fields().toTarget(content());
        int interval = target instanceof Target.Heartbeat beat
                ? beat.periodSeconds()
                : Objects.requireNonNullElse(intervalSeconds, Math.max(DEFAULT_INTERVAL_SECONDS, shortestInterval));
        return new Definition(
                required("friendly_name", friendlyName),
                target,
                interval,
                Objects.requireNonNullElse(timeoutMs, defaultTimeout(interval)),
                Objects.requireNonNullElse(retries, 0),
                Objects.requireNonNullElse(failureThreshold, defaultFailureThreshold(target)),
                Objects.requireNonNullElse(recoveryThreshold, DEFAULT_RECOVERY_THRESHOLD),
                withoutNull("tags", tags == null ? List.of() : tags));
    }

    private void refuseForeignFields(TargetType target) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("url", url);
        given.put("host", host);
        given.put("port", port);
        given.put("method", method);
        given.put("headers", headers);
        given.put("body", body);
        given.put("expected_statuses", expectedStatuses);
        given.put("follow_redirects", followRedirects);
        given.put("keyword", keyword);
        given.put("keyword_absent", keywordAbsent);
        given.put("keyword_regex", keywordRegex);
        given.put("warning_days", warningDays);
        given.put("record_type", recordType);
        given.put("expected_value", expectedValue);
        given.put("period_seconds", periodSeconds);
        given.put("grace_seconds", graceSeconds);
        given.put("interval_seconds", intervalSeconds);
        given.put("timeout_ms", timeoutMs);
        given.put("retries", retries);
        given.forEach((field, value) -> {
            if (value != null && !target.has(field)) {
                throw ApiException.invalid(field, "is not a field of type " + target.text());
            }
        });
    }

    private TargetFields fields() {
        return new TargetFields(
                required("type", type),
                url,
                host,
                port,
                method,
                expectedStatuses == null ? null : withoutNull("expected_statuses", expectedStatuses),
                followRedirects,
                keyword,
                keywordAbsent,
                keywordRegex,
                warningDays,
                recordType,
                expectedValue,
                periodSeconds,
                graceSeconds);
    }

    private RequestContent content() {
        Map<String, String> sent = new LinkedHashMap<>();
        if (headers != null) {
            headers.forEach((name, value) -> sent.put(name, required("headers." + name, value)));
        }
        return new RequestContent(sent, body);
    }

    private static List<String> withoutNull(String field, List<@Nullable String> texts) {
        return texts.stream().map(text -> required(field, text)).toList();
    }

    /** Half of an interval that is too short for the usual one. */
    private static int defaultTimeout(int intervalSeconds) {
        return Math.min(DEFAULT_TIMEOUT_MS, Math.clamp(intervalSeconds, 0, DEFAULT_TIMEOUT_MS) * 500);
    }

    /** A check may fail by accident, so a second one is waited for; a heartbeat has its grace for that. */
    private static int defaultFailureThreshold(Target target) {
        return target instanceof Target.Heartbeat ? 1 : DEFAULT_FAILURE_THRESHOLD;
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw ApiException.invalid(field, "is missing");
        }
        return value;
    }
}
