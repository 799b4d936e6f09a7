package io.tocsin.monitor.targets;

import io.tocsin.platform.errors.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an http or keyword check asks, and which statuses satisfy it.
 *
 * @param method one of {@link #METHODS}, in any case
 * @param expectedStatuses 1 to 20 single statuses ({@code 204}) or ranges ({@code 200-399})
 * @param followRedirects whether redirects are followed, three at most
 */
public record WebRequest(
        String method, List<String> expectedStatuses, boolean followRedirects, RequestContent content) {
    static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Pattern STATUSES = Pattern.compile("([1-5]\\d\\d)(?:-([1-5]\\d\\d))?");
    private static final int MOST_STATUSES = 20;

    public WebRequest {
        method = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw ApiException.invalid("method", "must be one of " + String.join(", ", METHODS));
        }
        if (content.body() != null && !WITH_BODY.contains(method)) {
            throw ApiException.invalid("body", "is not sent with " + method);
        }
        expectedStatuses = List.copyOf(expectedStatuses);
        if (expectedStatuses.isEmpty() || expectedStatuses.size() > MOST_STATUSES) {
            throw ApiException.invalid("expected_statuses", "must be 1 to " + MOST_STATUSES);
        }
        expectedStatuses.forEach(WebRequest::checkStatuses);
    }

    private static void checkStatuses(String text) {
        Matcher range = STATUSES.matcher(text);
        if (!range.matches() || (range.group(2) != null && range.group(2).compareTo(range.group(1)) < 0)) {
            throw ApiException.invalid("expected_statuses", "must be statuses like 204, or ranges like 200-399");
        }
    }
}
