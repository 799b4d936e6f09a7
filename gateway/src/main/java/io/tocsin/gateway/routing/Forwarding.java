package io.tocsin.gateway.routing;

import io.tocsin.schemas.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sends a request on to the service that its route names: path and query as they came, the body as it arrives. A small
 * body is awaited first, so that a slow sender does not keep a connection to the service meanwhile.
 */
final class Forwarding implements HandlerFunction<ServerResponse> {
    private static final int SMALL = 64 * 1024;

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
                hasBody(from) ? body(from) : null,
                from.getContentLengthLong(),
                route.stream());
        return new ForwardedAnswer(services.of(route.service()).send(to));
    }

    private static InputStream body(HttpServletRequest request) throws IOException {
        InputStream body = request.getInputStream();
        long length = request.getContentLengthLong();
        return length >= 0 && length <= SMALL ? new ByteArrayInputStream(body.readNBytes((int) length)) : body;
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
}
