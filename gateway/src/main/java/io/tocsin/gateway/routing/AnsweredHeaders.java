package io.tocsin.gateway.routing;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpMessage;

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

    static void copy(HttpMessage from, HttpServletResponse to) {
        Set<String> replaced = new HashSet<>();
        for (Header header : from.getHeaders()) {
            String key = header.getName().toLowerCase(Locale.ROOT);
            if (DROPPED.contains(key) || key.startsWith("x-tocsin-")) {
                continue;
            }
            if (REPLACED.contains(key) && replaced.add(key)) {
                to.setHeader(header.getName(), header.getValue());
            } else {
                to.addHeader(header.getName(), header.getValue());
            }
        }
    }
}
