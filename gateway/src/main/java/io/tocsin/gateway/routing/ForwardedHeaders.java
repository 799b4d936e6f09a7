package io.tocsin.gateway.routing;

import io.tocsin.platform.correlation.Correlation;
import io.tocsin.schemas.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What of a request's header a service gets to see. Identity travels in the token alone: whatever else claims to know who
 * is calling, through which proxy, or with which certificate, was written by the client and is dropped, as is what
 * belongs to one connection only (RFC 9110 section 7.6.1).
 */
final class ForwardedHeaders {
    private static final Set<String> CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "proxy-authenticate",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "expect",
            "host",
            "content-length");
    private static final Set<String> FORGEABLE = Set.of(
            "forwarded",
            "x-http-method-override",
            "x-http-method",
            "x-method-override",
            "x-original-url",
            "x-rewrite-url",
            "x-real-ip",
            "x-correlation-id");
    private static final List<String> FORGEABLE_PREFIXES = List.of(
            "x-user-",
            "x-account-",
            "x-forwarded-",
            "client-cert",
            "x-client-cert",
            "x-ssl-",
            "ssl-client-",
            "x-tocsin-");

    private ForwardedHeaders() {}

    static List<HeaderField> of(HttpServletRequest from, Route route) {
        List<HeaderField> headers = new ArrayList<>();
        Set<String> named = namedByConnection(from);
        boolean cookies = takesCookies(route);
        for (String name : Collections.list(from.getHeaderNames())) {
            String key = name.toLowerCase(Locale.ROOT).replace('_', '-');
            if (passes(key, cookies) && !named.contains(key)) {
                for (String value : Collections.list(from.getHeaders(name))) {
                    headers.add(new HeaderField(name, value));
                }
            }
        }
        headers.add(new HeaderField(Correlation.HEADER, Correlation.current()));
        return headers;
    }

    /** The doors where people sign in, and no other route, see cookies. */
    static boolean takesCookies(Route route) {
        return route.access() == Route.Access.PUBLIC && route.service().equals("auth");
    }

    private static boolean passes(String key, boolean cookies) {
        if (key.equals("cookie")) {
            return cookies;
        }
        // the sign-in doors look for it themselves
        if (key.equals("x-requested-with")) {
            return cookies;
        }
        return !CONNECTION.contains(key)
                && !FORGEABLE.contains(key)
                && FORGEABLE_PREFIXES.stream().noneMatch(key::startsWith);
    }

    private static Set<String> namedByConnection(HttpServletRequest request) {
        Set<String> named = new HashSet<>();
        for (String value : Collections.list(request.getHeaders("Connection"))) {
            for (String token : value.split(",", -1)) {
                named.add(token.strip().toLowerCase(Locale.ROOT));
            }
        }
        // a client could name them here to have them dropped, and with them what a service relies on
        named.removeAll(Set.of("authorization", "content-type", "content-encoding", "cookie"));
        return named;
    }
}
