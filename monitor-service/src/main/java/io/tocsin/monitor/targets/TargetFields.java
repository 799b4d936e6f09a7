package io.tocsin.monitor.targets;

import io.tocsin.platform.errors.ApiException;
import jakarta.persistence.Embeddable;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * Any {@link Target} as it lies flat in JSON and in the database: one set of fields for all types, null where a type has
 * no such field. What a check sends is not among them, for it is secret.
 */
@Embeddable
public record TargetFields(
        String type,
        @Nullable String url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String method,
        @JdbcTypeCode(SqlTypes.ARRAY) @Nullable List<String> expectedStatuses,
        @Nullable Boolean followRedirects,
        @Nullable String keyword,
        @Nullable Boolean keywordAbsent,
        @Nullable Boolean keywordRegex,
        @Nullable Integer warningDays,
        @Nullable String recordType,
        @Nullable String expectedValue,
        @Nullable Integer periodSeconds,
        @Nullable Integer graceSeconds) {
    private static final List<String> DEFAULT_STATUSES = List.of("200-399");
    private static final int HTTPS = 443;
    private static final int DEFAULT_WARNING_DAYS = 14;
    private static final int DEFAULT_GRACE_SECONDS = 60;

    public static TargetFields of(Target target) {
        return switch (target) {
            case Target.Http http -> web(http.type(), http.url(), http.request(), null);
            case Target.Keyword keyword -> web(keyword.type(), keyword.url(), keyword.request(), keyword.phrase());
            case Target.Ping ping -> host(ping.type(), ping.host(), null, null, null, null);
            case Target.Port port -> host(port.type(), port.host(), port.port(), null, null, null);
            case Target.Tls tls -> host(tls.type(), tls.host(), tls.port(), tls.warningDays(), null, null);
            case Target.Dns dns -> host(dns.type(), dns.host(), null, null, dns.recordType(), dns.expectedValue());
            case Target.Heartbeat beat ->
                new TargetFields(
                        beat.type().text(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        beat.periodSeconds(),
                        beat.graceSeconds());
        };
    }

    /**
     * The target, with defaults for what may be missing.
     *
     * @param content what an http or keyword check sends
     * @throws ApiException 400 when a field is missing or wrong
     */
    public Target toTarget(RequestContent content) {
        return switch (TargetType.of(type)) {
            case HTTP -> new Target.Http(required("url", url), request(content));
            case KEYWORD ->
                new Target.Keyword(
                        required("url", url),
                        request(content),
                        new Phrase(
                                required("keyword", keyword),
                                Boolean.TRUE.equals(keywordAbsent),
                                Boolean.TRUE.equals(keywordRegex)));
            case PING -> new Target.Ping(required("host", host));
            case PORT -> new Target.Port(required("host", host), required("port", port));
            case TLS ->
                new Target.Tls(
                        required("host", host),
                        Objects.requireNonNullElse(port, HTTPS),
                        Objects.requireNonNullElse(warningDays, DEFAULT_WARNING_DAYS));
            case DNS ->
                new Target.Dns(required("host", host), Objects.requireNonNullElse(recordType, "A"), expectedValue);
            case HEARTBEAT ->
                new Target.Heartbeat(
                        required("period_seconds", periodSeconds),
                        Objects.requireNonNullElse(graceSeconds, DEFAULT_GRACE_SECONDS));
        };
    }

    private WebRequest request(RequestContent content) {
        return new WebRequest(
                Objects.requireNonNullElse(method, "GET"),
                Objects.requireNonNullElse(expectedStatuses, DEFAULT_STATUSES),
                !Boolean.FALSE.equals(followRedirects),
                content);
    }

    private static TargetFields web(TargetType type, String url, WebRequest request, @Nullable Phrase phrase) {
        return new TargetFields(
                type.text(),
                url,
                null,
                null,
                request.method(),
                request.expectedStatuses(),
                request.followRedirects(),
                phrase == null ? null : phrase.text(),
                phrase == null ? null : phrase.absent(),
                phrase == null ? null : phrase.regex(),
                null,
                null,
                null,
                null,
                null);
    }

    private static TargetFields host(
            TargetType type,
            String host,
            @Nullable Integer port,
            @Nullable Integer warningDays,
            @Nullable String recordType,
            @Nullable String expectedValue) {
        return new TargetFields(
                type.text(),
                null,
                host,
                port,
                null,
                null,
                null,
                null,
                null,
                null,
                warningDays,
                recordType,
                expectedValue,
                null,
                null);
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw ApiException.invalid(field, "is missing");
        }
        return value;
    }
}
