package io.tocsin.gateway.limits;

import io.tocsin.gateway.routing.RequestedRoute;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.platform.tokens.CallerToken;
import io.tocsin.schemas.Route;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds every principal to its plan. Pushes are not counted here: ingest counts their points. */
public final class PrincipalLimitFilter extends OncePerRequestFilter {
    private final PrincipalLimits limits;
    private final ErrorWriter errors;

    PrincipalLimitFilter(PrincipalLimits limits, ErrorWriter errors) {
        this.limits = limits;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Route route = RequestedRoute.of(request);
        boolean counted = route == null || !route.service().equals("ingest");
        if (counted && SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token) {
            Allowance allowance = limits.take(token.caller());
            allowance.writeTo(response);
            if (!allowance.granted()) {
                errors.write(request, response, allowance.refusal(request));
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
