package io.tocsin.platform.errors;

import io.tocsin.schemas.ErrorCode;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a JSON body by place and field, never by class name or content. */
public final class JsonErrors {
    private JsonErrors() {}

    static ApiException explain(HttpMessageNotReadableException e) {
        return switch (e.getCause()) {
            case JacksonException json -> explain(json);
            case ApiException refused -> refused;
            case null, default -> new ApiException(ErrorCode.VALIDATION_002, "The body is missing or unreadable");
        };
    }

    /** The error for what Jackson could not read. */
    public static ApiException explain(JacksonException e) {
        if (e.getCause() instanceof ApiException refused) {
            return refused;
        }
        return switch (e) {
            case StreamConstraintsException _ ->
                new ApiException(
                        ErrorCode.VALIDATION_002, "The body is nested too deeply, or has too long or too many parts");
            case StreamReadException broken ->
                new ApiException(ErrorCode.VALIDATION_002, "Not valid JSON at " + place(broken.getLocation()));
            case UnrecognizedPropertyException unknown -> invalid(path(unknown), "is not a known field");
            case DatabindException misfit
            when !misfit.getPath().isEmpty() -> invalid(path(misfit), "is missing, or has the wrong type or value");
            default -> new ApiException(ErrorCode.VALIDATION_001, "The body does not have the expected shape");
        };
    }

    /** {@code friendlyName} as it stands in JSON: {@code friendly_name}. */
    static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
    }

    private static ApiException invalid(String field, String message) {
        return new ApiException(
                ErrorCode.VALIDATION_001, field + " " + message, List.of(new ErrorDetail(field, message)));
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String place(TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? "an unknown place"
                : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}
