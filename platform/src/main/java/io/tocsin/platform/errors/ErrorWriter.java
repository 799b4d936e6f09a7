package io.tocsin.platform.errors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes an error where no controller is reached: filters, security, the container's error page. */
public final class ErrorWriter {
    private final JsonMapper json;

    public ErrorWriter(JsonMapper json) {
        this.json = json;
    }

    /** In the shape that the path of the request asks for. */
    public void write(HttpServletRequest request, HttpServletResponse response, ApiException e) throws IOException {
        write(response, e, ErrorShape.of(request.getRequestURI(), e));
    }

    /** In the product's own shape, whatever was asked for. */
    public void write(HttpServletResponse response, ApiException e) throws IOException {
        write(response, e, ErrorBody.of(e));
    }

    private void write(HttpServletResponse response, ApiException e, Object shape) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(e.code().status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        Duration retryAfter = e.retryAfter();
        if (retryAfter != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds(retryAfter));
        }
        byte[] body = json.writeValueAsBytes(shape);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String seconds(Duration delay) {
        return Long.toString(Math.max(1, delay.toSeconds()));
    }
}
