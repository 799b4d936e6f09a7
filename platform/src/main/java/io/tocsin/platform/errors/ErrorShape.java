package io.tocsin.platform.errors;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.schemas.ErrorCode;

/**
 * How an error is written at a path. Clients of better-auth read {@code message} and {@code code} beside the product's own
 * body, OAuth clients what RFC 6749 section 5.2 names, everybody else the {@link ErrorBody}.
 */
public final class ErrorShape {
    record BetterAuth(String message, String code, ErrorBody.Content error) {}

    record OAuth(
            String error, @JsonProperty("error_description") String description) {}

    private ErrorShape() {}

    /** @param path as it stands in the request line */
    public static Object of(String path, ApiException e) {
        if (path.startsWith("/api/auth/")) {
            return new BetterAuth(e.message(), e.code().name(), ErrorBody.of(e).error());
        }
        if (path.startsWith("/oauth/")) {
            return new OAuth(oauthError(e.code()), ascii(e.message()));
        }
        return ErrorBody.of(e);
    }

    private static String oauthError(ErrorCode code) {
        return switch (code.status()) {
            case 401 -> "invalid_client";
            case 403 -> "access_denied";
            case 429, 503 -> "temporarily_unavailable";
            case 500 -> "server_error";
            default -> "invalid_request";
        };
    }

    /** The description may hold no other characters. */
    private static String ascii(String text) {
        return text.replaceAll("[^\\x20\\x21\\x23-\\x5B\\x5D-\\x7E]", "'");
    }
}
