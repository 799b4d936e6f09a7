package io.tocsin.platform.egress;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, and how long, how far and how much of the answer is followed.
 *
 * @param method one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS
 * @param headers by name; those that the client itself decides on are refused
 * @param body null for none
 * @param deadline for all of it: every redirect, down to the last byte of the body
 * @param redirects how many are followed; with 0 a redirect is an answer like any other
 * @param bodyBytes how much of the decoded body is kept; the rest is not read
 * @param keepConnection whether an open connection may be used and left open
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record EgressRequest(
        String method,
        EgressUrl url,
        Map<String, String> headers,
        byte @Nullable [] body,
        Duration deadline,
        int redirects,
        int bodyBytes,
        boolean keepConnection) {
    private static final Duration USUAL_DEADLINE = Duration.ofSeconds(10);
    private static final int MEGABYTE = 1 << 20;
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> CONNECTION_HEADERS = Set.of(
            "accept-encoding",
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,256}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]{0,8192}");

    public EgressRequest {
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException("The method must be one of " + String.join(", ", METHODS));
        }
        if (!deadline.isPositive() || redirects < 0 || bodyBytes < 0) {
            throw new IllegalArgumentException("Deadline, redirects and body must not be negative");
        }
        headers.forEach(EgressRequest::checkHeader);
        headers = headers.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A request of 10 s that follows no redirect, keeps 1 MB of the body and uses a connection of its own. */
    public static EgressRequest of(String method, EgressUrl url) {
        return new EgressRequest(method, url, Map.of(), null, USUAL_DEADLINE, 0, MEGABYTE, false);
    }

    /**
     * Whether a customer may set that header.
     *
     * @throws IllegalArgumentException with a sentence for the customer
     */
    public static void checkHeader(String name, String value) {
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'%s' is not the name of a header".formatted(name));
        }
        if (!HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("The value of the header %s is not valid".formatted(name));
        }
        if (CONNECTION_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("The header %s can't be set".formatted(name));
        }
    }

    public EgressRequest withHeaders(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.putAll(more);
        return new EgressRequest(method, url, all, body, deadline, redirects, bodyBytes, keepConnection);
    }

    public EgressRequest withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    public EgressRequest withBody(byte[] content) {
        return new EgressRequest(method, url, headers, content, deadline, redirects, bodyBytes, keepConnection);
    }

    public EgressRequest within(Duration time) {
        return new EgressRequest(method, url, headers, body, time, redirects, bodyBytes, keepConnection);
    }

    public EgressRequest followingRedirects(int most) {
        return new EgressRequest(method, url, headers, body, deadline, most, bodyBytes, keepConnection);
    }

    public EgressRequest readingAtMost(int bytes) {
        return new EgressRequest(method, url, headers, body, deadline, redirects, bytes, keepConnection);
    }

    public EgressRequest onKeptConnection() {
        return new EgressRequest(method, url, headers, body, deadline, redirects, bodyBytes, true);
    }
}
