package io.tocsin.gateway.routing;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A service's answer on its way to the client, byte for byte. Where the service breaks off, so does the answer: a client
 * must not take half of it for the whole.
 */
final class ForwardedAnswer implements ServerResponse {
    private static final Logger LOG = LoggerFactory.getLogger(ForwardedAnswer.class);
    private static final int BUFFER = 16 * 1024;

    private final ServiceAnswer answer;

    ForwardedAnswer(ServiceAnswer answer) {
        this.answer = answer;
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.status());
    }

    @Override
    public HttpHeaders headers() {
        return HttpHeaders.EMPTY;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public @Nullable ModelAndView writeTo(HttpServletRequest request, HttpServletResponse response, Context context)
            throws IOException {
        boolean whole = false;
        try {
            InputStream body = answer.body();
            if (body == null) {
                begin(response);
                whole = true;
            } else if (isStream()) {
                begin(response);
                response.flushBuffer();
                whole = copy(body, new byte[BUFFER], 0, true, request, response);
            } else {
                byte[] buffer = new byte[BUFFER];
                int read = firstPart(body, buffer);
                begin(response);
                whole = copy(body, buffer, read, false, request, response);
            }
        } finally {
            if (!whole) {
                answer.breakOff();
            }
            answer.close();
        }
        return null;
    }

    private void begin(HttpServletResponse response) {
        response.setStatus(answer.status());
        AnsweredHeaders.copy(answer.headers(), response);
    }

    /** Read before anything is written, so that a service that breaks off here can still be excused properly. */
    private static int firstPart(InputStream from, byte[] buffer) {
        try {
            return from.read(buffer);
        } catch (IOException e) {
            LOG.warn("A service broke off its answer: {}", e.toString());
            throw new ApiException(ErrorCode.GATEWAY_002).retryAfter(Duration.ofSeconds(2));
        }
    }

    /** Whether all of it went through. */
    private static boolean copy(
            InputStream from,
            byte[] buffer,
            int first,
            boolean flush,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        OutputStream to = response.getOutputStream();
        int read = first;
        while (read >= 0) {
            try {
                to.write(buffer, 0, read);
                if (flush) {
                    to.flush();
                }
            } catch (IOException e) {
                LOG.debug("The client is gone", e);
                return false;
            }
            try {
                read = from.read(buffer);
            } catch (IOException e) {
                LOG.warn("A service broke off its answer: {}", e.toString());
                response.flushBuffer();
                CutAnswerFilter.mark(request);
                return false;
            }
        }
        return true;
    }

    private boolean isStream() {
        String type = answer.contentType();
        return type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
}
