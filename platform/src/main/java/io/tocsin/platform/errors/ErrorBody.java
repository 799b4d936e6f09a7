package io.tocsin.platform.errors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.platform.correlation.Correlation;
import io.tocsin.schemas.ErrorCode;
import java.util.List;

/** The body of every answer that reports an error: {@code {"error":{…}}}. */
public record ErrorBody(Content error) {

    /**
     * @param code stable name of the error, see {@code GET /api/v1/errors}
     * @param message what is wrong, for people
     * @param category kind of error, for programs
     * @param statusCode HTTP status
     * @param correlationId id of this request in headers and logs
     * @param suggestion what the caller can do
     * @param details wrong fields; left out where there are none
     */
    public record Content(
            String code,
            String message,
            String category,
            @JsonProperty("statusCode") int statusCode,
            @JsonProperty("correlationId") String correlationId,
            String suggestion,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ErrorDetail> details) {}

    public static ErrorBody of(ApiException e) {
        return of(e.code(), e.message(), e.details());
    }

    public static ErrorBody of(ErrorCode code, String message, List<ErrorDetail> details) {
        return new ErrorBody(new Content(
                code.name(),
                message,
                code.category().wireName(),
                code.status(),
                Correlation.current(),
                code.remedy(),
                details));
    }
}
