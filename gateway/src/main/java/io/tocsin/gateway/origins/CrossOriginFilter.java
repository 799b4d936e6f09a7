package io.tocsin.gateway.origins;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells browsers which pages may read answers (WHATWG Fetch, CORS protocol) and answers preflights itself. A page that is
 * not trusted gets no permission, which its browser enforces; its plain requests go on, since other programs send Origin
 * headers too.
 */
public final class CrossOriginFilter extends OncePerRequestFilter {
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String HEADERS =
            "Authorization, Content-Type, Content-Encoding, If-Match, If-None-Match, Last-Event-ID, X-Correlation-Id,"
                    + " X-Requested-With";
    private static final String EXPOSED =
            "ETag, Location, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, X-Correlation-Id,"
                    + " X-Retry-After";
    private static final String SECONDS = "600";

    private final TrustedOrigins origins;
    private final ErrorWriter errors;

    public CrossOriginFilter(TrustedOrigins origins, ErrorWriter errors) {
        this.origins = origins;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean trusted = origins.contain(origin);
        if (trusted) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        if (!isPreflight(request)) {
            chain.doFilter(request, response);
        } else if (trusted) {
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            response.setHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS);
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        } else {
            errors.write(request, response, new ApiException(ErrorCode.AUTH_007, "This origin is not a trusted one"));
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return HttpMethod.OPTIONS.matches(request.getMethod())
                && request.getHeader(HttpHeaders.ORIGIN) != null
                && request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD) != null;
    }
}
