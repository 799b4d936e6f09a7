package io.tocsin.auth.betterauth;

import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorBody;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Renders errors of this door as better-auth does, with the product's own body as one more field. */
@RestControllerAdvice(assignableTypes = {CredentialsController.class, SessionController.class, ProfileController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class RefusalHandler {
    private static final String RETRY = "X-Retry-After";

    record Body(String message, String code, ErrorBody.Content error) {}

    @ExceptionHandler
    ResponseEntity<Body> refused(RefusedException e) {
        return render(e.refusal(), e.explanation(), null);
    }

    @ExceptionHandler
    ResponseEntity<Body> refused(ApiException e) {
        Refusal refusal =
                switch (e.code()) {
                    case AUTH_001 -> Refusal.UNAUTHORIZED;
                    case AUTH_002 -> Refusal.INVALID_EMAIL_OR_PASSWORD;
                    case AUTH_008 -> Refusal.USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL;
                    case AUTH_010 -> Refusal.TOO_MANY_REQUESTS;
                    case VALIDATION_001 -> Refusal.VALIDATION_ERROR;
                    default -> null;
                };
        if (refusal == null) {
            return render(e.code().status(), e.message(), e.code().name(), e.code(), e.retryAfter());
        }
        String message = refusal == Refusal.VALIDATION_ERROR ? e.message() : refusal.message();
        return render(refusal, message, e.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<Body> unreadable(HttpMessageNotReadableException e) {
        return render(Refusal.BAD_REQUEST, Refusal.BAD_REQUEST.message(), null);
    }

    @ExceptionHandler
    ResponseEntity<Body> unsupported(HttpMediaTypeNotSupportedException e) {
        return render(Refusal.UNSUPPORTED_MEDIA_TYPE, Refusal.UNSUPPORTED_MEDIA_TYPE.message(), null);
    }

    private static ResponseEntity<Body> render(Refusal refusal, String message, @Nullable Duration retryAfter) {
        return render(refusal.status(), message, refusal.name(), refusal.errorCode(), retryAfter);
    }

    private static ResponseEntity<Body> render(
            int status, String message, String code, ErrorCode own, @Nullable Duration retryAfter) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON);
        if (retryAfter != null) {
            String seconds = Long.toString(Math.max(1, retryAfter.toSeconds()));
            answer.header(RETRY, seconds).header(HttpHeaders.RETRY_AFTER, seconds);
        }
        ErrorBody.Content error = new ErrorBody.Content(
                own.name(), message, own.category().wireName(), status, Correlation.current(), own.remedy(), List.of());
        return answer.body(new Body(message, code, error));
    }
}
