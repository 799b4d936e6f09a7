package io.tocsin.platform.tokens;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Route;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets through what the route table lets through; an endpoint that the table does not name does not exist. */
public final class RouteAuthorizationFilter extends OncePerRequestFilter {
    private final RouteTable routes;
    private final ErrorWriter errors;

    public RouteAuthorizationFilter(RouteTable routes, ErrorWriter errors) {
        this.routes = routes;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ApiException refusal = refusal(request, response);
        if (refusal == null) {
            chain.doFilter(request, response);
            return;
        }
        BearerChallenge.addTo(response, refusal);
        errors.write(request, response, refusal);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getDispatcherType() != DispatcherType.REQUEST;
    }

    private @Nullable ApiException refusal(HttpServletRequest request, HttpServletResponse response) {
        Route route = routes.find(request);
        if (route != null) {
            return RouteAuthorization.refusal(route, caller());
        }
        List<String> methods = routes.methodsAt(request.getRequestURI());
        if (methods.isEmpty()) {
            return new ApiException(ErrorCode.GATEWAY_001);
        }
        response.setHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        return new ApiException(ErrorCode.VALIDATION_006, "Use " + String.join(" or ", methods));
    }

    private static @Nullable Caller caller() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof CallerToken token ? token.caller() : null;
    }
}
