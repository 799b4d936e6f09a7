package io.tocsin.platform.observability;

import io.tocsin.platform.tokens.RouteTable;
import io.tocsin.schemas.Route;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Stands around everything else, so that refusals are counted and logged like answers; a stream when it has ended. */
final class RequestFilter extends OncePerRequestFilter {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Supplier<@Nullable RouteTable> routes;
    private final RequestMetrics metrics;
    private final AccessLog log;
    private final RequestAttributeSecurityContextRepository callers = new RequestAttributeSecurityContextRepository();

    /** @param routes names the route of a request that never came to a controller */
    RequestFilter(Supplier<@Nullable RouteTable> routes, RequestMetrics metrics, AccessLog log) {
        this.routes = routes;
        this.metrics = metrics;
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begin = System.nanoTime();
        boolean answered = false;
        try {
            chain.doFilter(request, response);
            answered = true;
        } finally {
            if (answered && request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new AtTheEnd(request, response, begin));
            } else {
                record(request, answered ? response.getStatus() : 500, begin);
            }
        }
    }

    private void record(HttpServletRequest request, int status, long begin) {
        String route = route(request);
        ServedRequest served = new ServedRequest(
                METHODS.contains(request.getMethod()) ? request.getMethod() : "OTHER",
                route,
                route.equals(ServedRequest.UNMATCHED) ? request.getRequestURI() : null,
                status,
                caller(request),
                Duration.ofNanos(System.nanoTime() - begin));
        metrics.record(served);
        log.record(served);
    }

    private String route(HttpServletRequest request) {
        Object handler = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (handler != null && !handler.toString().endsWith("/**")) {
            return handler.toString();
        }
        RouteTable table = routes.get();
        Route row = table == null ? null : table.find(request);
        return row == null ? ServedRequest.UNMATCHED : row.path();
    }

    private @Nullable String caller(HttpServletRequest request) {
        Authentication caller = callers.loadDeferredContext(request).get().getAuthentication();
        return caller == null || caller instanceof AnonymousAuthenticationToken ? null : caller.getName();
    }

    private final class AtTheEnd implements AsyncListener {
        private final HttpServletRequest request;
        private final HttpServletResponse response;
        private final long begin;
        private final @Nullable Map<String, String> context = MDC.getCopyOfContextMap();

        AtTheEnd(HttpServletRequest request, HttpServletResponse response, long begin) {
            this.request = request;
            this.response = response;
            this.begin = begin;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            Map<String, String> before = MDC.getCopyOfContextMap();
            try {
                MDC.setContextMap(context == null ? Map.of() : context);
                record(request, response.getStatus(), begin);
            } finally {
                MDC.setContextMap(before == null ? Map.of() : before);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        /** A new asynchronous cycle forgets its listeners. */
        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}
