package io.tocsin.platform.errors;

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

    public void write(HttpServletResponse response, ApiException e) throws IOException {
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
        byte[] body = json.writeValueAsBytes(ErrorBody.of(e));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    static String seconds(Duration delay) {
        return Long.toString(Math.max(1, delay.toSeconds()));
    }
}
