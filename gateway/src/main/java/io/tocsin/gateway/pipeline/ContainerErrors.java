package io.tocsin.gateway.pipeline;

import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorShape;
import io.tocsin.schemas.ErrorCode;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Says in the product's words what the container refuses before any filter sees it: paths and headers that are broken. */
final class ContainerErrors extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerErrors.class);

    private final JsonMapper json;

    ContainerErrors(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        ApiException error = new ApiException(code(status));
        try {
            if (response.getHeader(Correlation.HEADER) == null) {
                SecurityHeadersFilter.write(response, false);
                response.setHeader(Correlation.HEADER, Correlation.current());
            }
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream()
                    .write(json.writeValueAsBytes(
                            ErrorShape.of(Objects.requireNonNullElse(request.getRequestURI(), ""), error)));
        } catch (IOException e) {
            LOG.debug("Nobody reads the error any more", e);
        }
    }

    private static ErrorCode code(int status) {
        return switch (status) {
            case 413 -> ErrorCode.VALIDATION_003;
            case 405 -> ErrorCode.VALIDATION_006;
            case 404 -> ErrorCode.GATEWAY_001;
            case 431 -> ErrorCode.VALIDATION_008;
            case 503 -> ErrorCode.GATEWAY_002;
            default -> status < 500 ? ErrorCode.VALIDATION_001 : ErrorCode.INTERNAL_001;
        };
    }
}
