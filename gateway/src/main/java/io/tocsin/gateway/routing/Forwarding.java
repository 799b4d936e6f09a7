package io.tocsin.gateway.routing;

import io.tocsin.schemas.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Sends a request on to the service that its route names: path and query as they came, the body as it arrives. */
final class Forwarding implements HandlerFunction<ServerResponse> {
    private final Services services;
    private final SignedClientAddress clientAddress;

    Forwarding(Services services, SignedClientAddress clientAddress) {
        this.services = services;
        this.clientAddress = clientAddress;
    }

    @Override
    public ServerResponse handle(ServerRequest request) throws IOException {
        HttpServletRequest from = request.servletRequest();
        Route route = Objects.requireNonNull(RequestedRoute.of(from));
        List<HeaderField> headers = ForwardedHeaders.of(from, route);
        if (route.service().equals("auth")) {
            clientAddress.addTo(headers, from.getRemoteAddr());
        }
        ServiceRequest to = new ServiceRequest(
                from.getMethod(),
                target(from),
                headers,
                hasBody(from) ? from.getInputStream() : null,
                from.getContentLengthLong(),
                asksForStream(from));
        return new ForwardedAnswer(services.of(route.service()).send(to));
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0
                || request.getContentLengthLong() == 0 && takesBody(request.getMethod())
                || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean takesBody(String method) {
        return method.equals("POST") || method.equals("PUT") || method.equals("PATCH");
    }

    private static boolean asksForStream(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
    }
}
