package io.tocsin.gateway.origins;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Refuses what a foreign page could have made a visitor's browser send: a change that nothing but a cookie vouches for
 * needs a header that only scripts of a trusted page can set.
 */
@Component
public final class ForgeryGuard {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final TrustedOrigins origins;

    ForgeryGuard(TrustedOrigins origins) {
        this.origins = origins;
    }

    /** @throws ApiException AUTH_007 for an unsafe request without the header or from a page that is not trusted */
    public void check(HttpServletRequest request) {
        if (SAFE.contains(request.getMethod())) {
            return;
        }
        if (!"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))) {
            throw new ApiException(ErrorCode.AUTH_007);
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin != null && !origins.contain(origin)) {
            throw new ApiException(ErrorCode.AUTH_007, "This origin is not a trusted one");
        }
    }
}
