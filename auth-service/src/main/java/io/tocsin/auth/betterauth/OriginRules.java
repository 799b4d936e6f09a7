package io.tocsin.auth.betterauth;

import io.tocsin.auth.origins.TrustedOrigins;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Keeps other sites from acting with a person's cookies. A program that sends neither a cookie nor what a browser adds
 * (Origin, Sec-Fetch-*) passes.
 */
@Component
class OriginRules {
    private final TrustedOrigins trusted;

    OriginRules(TrustedOrigins trusted) {
        this.trusted = trusted;
    }

    /** For what acts on a session. */
    void check(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.COOKIE) != null) {
            checkOrigin(request);
        }
    }

    /** For signing in and up: a browser may not be made to do it from elsewhere, even without a cookie. */
    void checkSignIn(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.COOKIE) != null) {
            checkOrigin(request);
            return;
        }
        boolean fetched = Stream.of("Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest")
                .map(request::getHeader)
                .anyMatch(Objects::nonNull);
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                && "navigate".equals(request.getHeader("Sec-Fetch-Mode"))) {
            throw Refusal.CROSS_SITE_NAVIGATION_LOGIN_BLOCKED.exception();
        }
        if (fetched || request.getHeader(HttpHeaders.ORIGIN) != null) {
            checkOrigin(request);
        }
    }

    void checkCallback(@Nullable String address) {
        if (address != null && !trusted.mayLeadTo(address)) {
            throw Refusal.INVALID_CALLBACK_URL.exception();
        }
    }

    private void checkOrigin(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || origin.isEmpty()) {
            origin = request.getHeader(HttpHeaders.REFERER);
        }
        if (origin == null || origin.isEmpty() || origin.equals("null")) {
            throw Refusal.MISSING_OR_NULL_ORIGIN.exception();
        }
        if (!trusted.contains(origin)) {
            throw Refusal.INVALID_ORIGIN.exception();
        }
    }
}
