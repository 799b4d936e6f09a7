package io.tocsin.gateway.routing;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What of a service's answer a client gets to see; what the gateway says itself is not said twice. */
final class AnsweredHeaders {
    private static final Set<String> DROPPED = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "server",
            "x-powered-by",
            "x-correlation-id",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection",
            "strict-transport-security",
            "referrer-policy",
            "access-control-allow-origin",
            "access-control-allow-credentials",
            "access-control-expose-headers");

    /** What the gateway says by default and a service may say better. */
    private static final Set<String> REPLACED = Set.of("content-security-policy", "cache-control");

    private AnsweredHeaders() {}

    static void copy(List<HeaderField> from, HttpServletResponse to) {
        Set<String> replaced = new HashSet<>();
        for (HeaderField header : from) {
            String key = header.name().toLowerCase(Locale.ROOT);
            if (DROPPED.contains(key) || key.startsWith("x-tocsin-")) {
                continue;
            }
            if (REPLACED.contains(key) && replaced.add(key)) {
                to.setHeader(header.name(), header.value());
            } else {
                to.addHeader(header.name(), header.value());
            }
        }
    }
}
