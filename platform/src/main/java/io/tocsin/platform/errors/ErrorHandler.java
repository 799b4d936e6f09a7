package io.tocsin.platform.errors;

import io.tocsin.schemas.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns whatever a controller throws into the error body; what nobody foresaw is logged and said to be our fault. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ErrorHandler extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandler.class);
    /** SQLSTATE character_not_in_repertoire and untranslatable_character. */
    private static final Set<String> UNTRANSLATABLE = Set.of("22021", "22P05");

    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    @ExceptionHandler
    ResponseEntity<Object> refused(ApiException e) {
        return render(e, HttpHeaders.EMPTY);
    }

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        QueryTimeoutException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> databaseAway(Exception e) {
        LOG.warn("The database did not answer: {}", e.toString());
        return render(new ApiException(ErrorCode.INTERNAL_002).retryAfter(A_MOMENT), HttpHeaders.EMPTY);
    }

    /** PostgreSQL has no place for U+0000 in text; whoever sent it is told so. */
    @ExceptionHandler
    ResponseEntity<Object> notStored(DataAccessException e) {
        if (e.getMostSpecificCause() instanceof SQLException cause && UNTRANSLATABLE.contains(cause.getSQLState())) {
            return render(
                    new ApiException(ErrorCode.VALIDATION_001, "A text holds a character that can't be stored"),
                    HttpHeaders.EMPTY);
        }
        return unforeseen(e);
    }

    @ExceptionHandler
    ResponseEntity<Object> mistypedParameter(MethodArgumentTypeMismatchException e) {
        return render(ApiException.invalid(e.getName(), "has the wrong type"), HttpHeaders.EMPTY);
    }

    /** Method security and filters behind the dispatcher speak Spring's language; the filter chain answers them. */
    @ExceptionHandler({AccessDeniedException.class, AuthenticationException.class})
    ResponseEntity<Object> leaveToTheFilterChain(RuntimeException e) {
        throw e;
    }

    @ExceptionHandler
    ResponseEntity<Object> unforeseen(Exception e) {
        LOG.error("Unforeseen failure", e);
        return render(new ApiException(ErrorCode.INTERNAL_001), HttpHeaders.EMPTY);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return render(JsonErrors.explain(e), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<ErrorDetail> details = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new ErrorDetail(JsonErrors.snake(error.getField()), meaning(error.getDefaultMessage())))
                .toList();
        return render(new ApiException(ErrorCode.VALIDATION_001, summary(details), details), headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<ErrorDetail> details = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new ErrorDetail(
                                JsonErrors.snake(
                                        meaning(result.getMethodParameter().getParameterName())),
                                meaning(error.getDefaultMessage()))))
                .toList();
        return render(new ApiException(ErrorCode.VALIDATION_001, summary(details), details), headers);
    }

    /** Everything that Spring MVC itself raises arrives here with its status decided. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ErrorCode code = StatusCodes.of(status.value());
        if (status.is5xxServerError()) {
            LOG.error("Unforeseen failure", e);
        }
        String message = e.getCause() instanceof JacksonException ? code.meaning() : explanation(e, code);
        return render(new ApiException(code, message), headers);
    }

    private static String explanation(Exception e, ErrorCode code) {
        return e instanceof org.springframework.web.ErrorResponse response && code.status() < 500
                ? meaning(response.getBody().getDetail())
                : code.meaning();
    }

    private static String summary(List<ErrorDetail> details) {
        return details.isEmpty()
                ? ErrorCode.VALIDATION_001.meaning()
                : details.getFirst().field() + " " + details.getFirst().message();
    }

    private static String meaning(@Nullable String text) {
        return text == null ? "is not valid" : text;
    }

    private static ResponseEntity<Object> render(ApiException e, HttpHeaders headers) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(e.code().status()).headers(headers).contentType(MediaType.APPLICATION_JSON);
        Duration retryAfter = e.retryAfter();
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, ErrorWriter.seconds(retryAfter));
        }
        return answer.body(ErrorShape.of(path(), e));
    }

    private static String path() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
                ? current.getRequest().getRequestURI()
                : "";
    }
}
