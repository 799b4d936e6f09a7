package io.tocsin.auth.betterauth;

import io.tocsin.schemas.ErrorCode;

/** What the door says no with: better-auth's code, status and message, and the product's own code beside them. */
enum Refusal {
    INVALID_EMAIL(400, "Invalid email", ErrorCode.VALIDATION_001),
    PASSWORD_TOO_SHORT(400, "Password too short", ErrorCode.VALIDATION_001),
    PASSWORD_TOO_LONG(400, "Password too long", ErrorCode.VALIDATION_001),
    INVALID_PASSWORD(400, "Invalid password", ErrorCode.VALIDATION_001),
    VALIDATION_ERROR(400, "Invalid input", ErrorCode.VALIDATION_001),
    BAD_REQUEST(400, "Invalid JSON in request body", ErrorCode.VALIDATION_002),
    UNSUPPORTED_MEDIA_TYPE(415, "Content-Type is not allowed", ErrorCode.VALIDATION_004),
    UNAUTHORIZED(401, "Unauthorized", ErrorCode.AUTH_001),
    INVALID_EMAIL_OR_PASSWORD(401, "Invalid email or password", ErrorCode.AUTH_002),
    MISSING_OR_NULL_ORIGIN(403, "Missing or null Origin", ErrorCode.AUTH_007),
    INVALID_ORIGIN(403, "Invalid origin", ErrorCode.AUTH_007),
    CROSS_SITE_NAVIGATION_LOGIN_BLOCKED(
            403, "Cross-site navigation login blocked. This request appears to be a CSRF attack.", ErrorCode.AUTH_007),
    INVALID_CALLBACK_URL(403, "Invalid callbackURL", ErrorCode.AUTH_007),
    USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL(422, "User already exists. Use another email.", ErrorCode.AUTH_008),
    TOO_MANY_REQUESTS(429, "Too many requests. Please try again later.", ErrorCode.AUTH_010);

    private final int status;
    private final String message;
    private final ErrorCode errorCode;

    Refusal(int status, String message, ErrorCode errorCode) {
        this.status = status;
        this.message = message;
        this.errorCode = errorCode;
    }

    int status() {
        return status;
    }

    String message() {
        return message;
    }

    ErrorCode errorCode() {
        return errorCode;
    }

    RefusedException exception() {
        return new RefusedException(this, message);
    }
}
