package io.tocsin.gateway.pipeline;

import io.tocsin.gateway.routing.CutAnswer;
import io.tocsin.gateway.routing.RequestedRoute;
import io.tocsin.schemas.Route;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** One line a request, by route template: no query, no header, no body, so no secret. */
final class RequestLogFilter extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger("io.tocsin.gateway.requests");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            log(request, response.getStatus(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        if (CutAnswer.isMarked(request)) {
            throw new IOException("An answer was cut: the connection is broken off so that the client notices");
        }
    }

    private static void log(HttpServletRequest request, int status, long millis) {
        if (LOG.isInfoEnabled()) {
            Route route = RequestedRoute.of(request);
            String path = route == null ? "(no route)" : route.path();
            LOG.atInfo()
                    .addKeyValue("method", request.getMethod())
                    .addKeyValue("route", path)
                    .addKeyValue("status", status)
                    .addKeyValue("duration_ms", millis)
                    .addKeyValue("client", request.getRemoteAddr())
                    .log("{} {} {} in {} ms", request.getMethod(), path, status, millis);
        }
    }
}
