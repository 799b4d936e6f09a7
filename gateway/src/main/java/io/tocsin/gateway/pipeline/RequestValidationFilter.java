package io.tocsin.gateway.pipeline;

import io.tocsin.gateway.routing.RequestedRoute;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Route;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what no service should have to look at: bodies beyond the limit, counted as they arrive where their length is
 * not told; paths and headers that two readers could
 * understand differently.
 */
final class RequestValidationFilter extends OncePerRequestFilter {
    private static final List<String> SINGLE =
            List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_ENCODING);

    /** Parameters, empty or dotted segments, and characters that are encoded so that one reader sees them and one doesn't. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile(";|//|\\\\|/\\.{1,2}(/|$)|%(00|0a|0d|25|2e|2f|3b|5c)", Pattern.CASE_INSENSITIVE);

    private final PipelineSettings settings;
    private final ErrorWriter errors;

    RequestValidationFilter(PipelineSettings settings, ErrorWriter errors) {
        this.settings = settings;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limit(RequestedRoute.of(request));
        try {
            checkPath(request.getRequestURI());
            checkHeaders(request);
            if (request.getContentLengthLong() > limit) {
                throw BoundedRequest.tooLarge(limit);
            }
        } catch (ApiException e) {
            // the body stays unread, and what follows on the connection would be taken for it
            response.setHeader(HttpHeaders.CONNECTION, "close");
            errors.write(request, response, e);
            return;
        }
        chain.doFilter(new BoundedRequest(request, limit, settings), response);
    }

    private long limit(@Nullable Route route) {
        return settings.limit(route == null ? "" : route.service()).toBytes();
    }

    private static void checkPath(String path) {
        if (AMBIGUOUS.matcher(path).find()) {
            throw new ApiException(ErrorCode.VALIDATION_001, "The path is not in its plain form");
        }
    }

    private static void checkHeaders(HttpServletRequest request) {
        for (String name : SINGLE) {
            List<String> values = Collections.list(request.getHeaders(name));
            if (values.size() > 1) {
                throw ApiException.invalid(name, "is sent more than once");
            }
        }
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && encoding.indexOf(',') >= 0) {
            throw new ApiException(ErrorCode.VALIDATION_004, "A body has one encoding at most");
        }
    }
}
