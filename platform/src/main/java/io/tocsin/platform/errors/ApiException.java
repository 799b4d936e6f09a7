package io.tocsin.platform.errors;

import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer other than success, thrown wherever it becomes clear and rendered at the edge. It has no stack trace: nobody
 * looks at one, and it would cost more than many a refusal does otherwise.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<ErrorDetail> details;
    private final @Nullable Duration retryAfter;

    public ApiException(ErrorCode code) {
        this(code, code.meaning());
    }

    /** @param message what exactly is wrong, for the caller's eyes */
    public ApiException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    /** @param details the fields that are wrong, and why */
    public ApiException(ErrorCode code, String message, List<ErrorDetail> details) {
        this(code, message, details, null);
    }

    private ApiException(ErrorCode code, String message, List<ErrorDetail> details, @Nullable Duration retryAfter) {
        super(message);
        this.code = code;
        this.details = List.copyOf(details);
        this.retryAfter = retryAfter;
    }

    /** One wrong field. */
    public static ApiException invalid(String field, String message) {
        return new ApiException(
                ErrorCode.VALIDATION_001, field + " " + message, List.of(new ErrorDetail(field, message)));
    }

    /** The same error with a Retry-After of whole seconds, at least one. */
    public ApiException retryAfter(Duration delay) {
        return new ApiException(code, message(), details, delay);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    public String message() {
        String message = getMessage();
        return message == null ? code.meaning() : message;
    }

    public List<ErrorDetail> details() {
        return details;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
