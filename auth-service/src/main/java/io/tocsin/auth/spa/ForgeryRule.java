package io.tocsin.auth.spa;

import io.tocsin.auth.origins.TrustedOrigins;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Keeps foreign pages from signing a visitor in or out. A program that sends no Origin passes. */
@Component
class ForgeryRule {
    private final TrustedOrigins origins;

    ForgeryRule(TrustedOrigins origins) {
        this.origins = origins;
    }

    /** @throws ApiException AUTH_007 for a page that is not trusted */
    void checkOrigin(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean foreign =
                origin == null ? "cross-site".equals(request.getHeader("Sec-Fetch-Site")) : !origins.contains(origin);
        if (foreign) {
            throw new ApiException(ErrorCode.AUTH_007, "This origin is not a trusted one");
        }
    }

    /** @throws ApiException AUTH_007 where a cookie alone vouches for the request, or the page is not trusted */
    void checkChange(HttpServletRequest request) {
        checkOrigin(request);
        if (request.getHeader(HttpHeaders.COOKIE) != null
                && !"XMLHttpRequest".equals(request.getHeader("X-Requested-With"))) {
            throw new ApiException(ErrorCode.AUTH_007);
        }
    }
}
