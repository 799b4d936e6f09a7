package io.tocsin.gateway.routing;

import io.tocsin.schemas.Route;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** The row of the route table that a request is about, looked up once and remembered with the request. */
public final class RequestedRoute {
    private static final String ATTRIBUTE = RequestedRoute.class.getName();

    private RequestedRoute() {}

    /** Null where no route is. */
    public static @Nullable Route of(HttpServletRequest request) {
        return (Route) request.getAttribute(ATTRIBUTE);
    }

    static void remember(HttpServletRequest request, @Nullable Route route) {
        request.setAttribute(ATTRIBUTE, route);
    }
}
