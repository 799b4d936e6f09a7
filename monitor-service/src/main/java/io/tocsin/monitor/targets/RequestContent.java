package io.tocsin.monitor.targets;

import io.tocsin.platform.errors.ApiException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an http or keyword check sends; it may hold credentials, so it is kept encrypted.
 *
 * @param headers up to 20, names as written (RFC 9110 §5.6.2), values of up to 4096 printable ASCII characters
 * @param body up to 16 384 characters
 */
public record RequestContent(
        Map<String, String> headers, @Nullable String body) {
    public static final RequestContent EMPTY = new RequestContent(Map.of(), null);

    private static final int MOST_HEADERS = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 4096;
    private static final int LONGEST_BODY = 16_384;
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]*");

    /** What the connection needs for itself. */
    private static final Set<String> OURS = Set.of(
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

    public RequestContent {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        if (headers.size() > MOST_HEADERS) {
            throw ApiException.invalid("headers", "must be at most " + MOST_HEADERS);
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            check(name, value);
            if (!names.add(name)) {
                throw ApiException.invalid("headers." + name, "is there twice");
            }
        });
        if (body != null && (body.isEmpty() || body.length() > LONGEST_BODY)) {
            throw ApiException.invalid("body", "must have 1 to %d characters".formatted(LONGEST_BODY));
        }
    }

    public boolean sendsNothing() {
        return headers.isEmpty() && body == null;
    }

    /** Keeps credentials out of logs. */
    @Override
    public String toString() {
        return "RequestContent[%d headers%s]".formatted(headers.size(), body == null ? "" : ", body");
    }

    private static void check(String name, String value) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw ApiException.invalid("headers", "has a name that no header can have");
        }
        if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw ApiException.invalid("headers." + name, "is set by the runner itself");
        }
        if (value.length() > LONGEST_VALUE || !VALUE.matcher(value).matches()) {
            throw ApiException.invalid(
                    "headers." + name, "must be at most %d printable ASCII characters".formatted(LONGEST_VALUE));
        }
    }
}
