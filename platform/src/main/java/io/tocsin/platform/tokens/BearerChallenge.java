package io.tocsin.platform.tokens;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;

/** The {@code WWW-Authenticate} header that goes with a refusal (RFC 6750 section 3). */
final class BearerChallenge {
    private BearerChallenge() {}

    static void addTo(HttpServletResponse response, ApiException refusal) {
        if (refusal.code() == ErrorCode.AUTH_001) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tocsin\"");
        } else if (refusal.code() == ErrorCode.AUTH_003) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tocsin\", error=\"invalid_token\"");
        } else if (refusal.code() == ErrorCode.AUTH_004) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"tocsin\", error=\"insufficient_scope\"");
        }
    }
}
