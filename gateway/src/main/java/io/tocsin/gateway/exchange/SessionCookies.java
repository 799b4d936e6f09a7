package io.tocsin.gateway.exchange;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cookies that stand for a session, as the browser wrote them. */
final class SessionCookies {
    private static final Set<String> NAMES =
            Set.of("better-auth.session_token", "__Secure-better-auth.session_token", "tocsin.session");

    private SessionCookies() {}

    /** A Cookie header with the session's cookies only; null if the request has none. */
    static @Nullable String of(HttpServletRequest request) {
        List<String> found = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("Cookie"))) {
            for (String pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && NAMES.contains(pair.substring(0, equals).strip())) {
                    found.add(pair.strip());
                }
            }
        }
        return found.isEmpty() ? null : String.join("; ", found);
    }
}
