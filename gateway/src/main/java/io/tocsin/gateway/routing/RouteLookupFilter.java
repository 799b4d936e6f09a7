package io.tocsin.gateway.routing;

import io.tocsin.platform.tokens.RouteTable;
import io.tocsin.schemas.Route;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerMapping;

/** Finds the route of a request, under its canonical path, and names it to the metrics. */
public final class RouteLookupFilter extends OncePerRequestFilter {
    private static final String SHORT = "/internal/";
    private static final String CANONICAL = "/internal/v1/";

    private final RouteTable routes;

    public RouteLookupFilter(RouteTable routes) {
        this.routes = routes;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpServletRequest canonical = canonical(request);
        Route route = routes.find(canonical);
        RequestedRoute.remember(request, route);
        if (route != null) {
            request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, route.path());
            ServerHttpObservationFilter.findObservationContext(request)
                    .ifPresent(context -> context.setPathPattern(route.path()));
        }
        chain.doFilter(canonical, response);
    }

    /** One document wrote {@code /internal/monitors}, another {@code /internal/v1/monitors}: both arrive at the latter. */
    private static HttpServletRequest canonical(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!path.startsWith(SHORT) || path.startsWith(CANONICAL)) {
            return request;
        }
        return new Rewritten(request, CANONICAL + path.substring(SHORT.length()));
    }

    private static final class Rewritten extends HttpServletRequestWrapper {
        private final String path;

        Rewritten(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public String getServletPath() {
            return CANONICAL + super.getServletPath().substring(SHORT.length());
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            return url.replace(url.indexOf(SHORT), url.length(), path);
        }
    }
}
