package io.tocsin.gateway.exchange;

import io.tocsin.gateway.origins.ForgeryGuard;
import io.tocsin.gateway.routing.RequestedRoute;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Route;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Turns what people and old clients have (a session's cookie, a client's id and secret) into the bearer token that
 * everything behind understands. A request that brings a token of its own is left alone.
 */
public final class ExchangeFilter extends OncePerRequestFilter {
    private final TokenExchangeClient auth;
    private final ExchangedTokens sessions;
    private final ExchangedTokens clients;
    private final ForgeryGuard forgery;
    private final ErrorWriter errors;

    ExchangeFilter(
            TokenExchangeClient auth,
            ExchangedTokens sessions,
            ExchangedTokens clients,
            ForgeryGuard forgery,
            ErrorWriter errors) {
        this.auth = auth;
        this.sessions = sessions;
        this.clients = clients;
        this.forgery = forgery;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Route route = RequestedRoute.of(request);
        if (route == null || route.access() == Route.Access.PUBLIC) {
            chain.doFilter(request, response);
            return;
        }
        HttpServletRequest exchanged;
        try {
            exchanged = exchange(request, route);
        } catch (ApiException e) {
            errors.write(request, response, e);
            return;
        }
        chain.doFilter(exchanged, route.basic() ? new ChallengingResponse(response) : response);
    }

    private HttpServletRequest exchange(HttpServletRequest request, Route route) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return isBasic(authorization) && route.basic() ? ofClient(request, authorization) : request;
        }
        String cookie = route.audiences().contains(Claims.USER_AUDIENCE) ? SessionCookies.of(request) : null;
        return cookie == null ? request : ofSession(request, cookie);
    }

    private HttpServletRequest ofSession(HttpServletRequest request, String cookie) {
        forgery.check(request);
        return with(request, sessions.of(cookie, () -> auth.ofSession(cookie, request.getRemoteAddr())));
    }

    private HttpServletRequest ofClient(HttpServletRequest request, String basic) {
        return with(request, clients.of(basic, () -> auth.ofClient(basic, request.getRemoteAddr())));
    }

    private static HttpServletRequest with(HttpServletRequest request, @Nullable String token) {
        // without a token the request goes on as nobody's, and is refused where that is decided
        return token == null ? request : new WithBearer(request, token);
    }

    private static boolean isBasic(String authorization) {
        return authorization.regionMatches(true, 0, "Basic ", 0, 6);
    }
}
