package io.tocsin.gateway.routing;

import io.tocsin.schemas.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Sends a request on to the service that its route names: path and query as they came, the body as it arrives. */
final class Forwarding implements HandlerFunction<ServerResponse> {
    private final ServiceClients services;
    private final SignedClientAddress clientAddress;

    Forwarding(ServiceClients services, SignedClientAddress clientAddress) {
        this.services = services;
        this.clientAddress = clientAddress;
    }

    @Override
    public ServerResponse handle(ServerRequest request) throws IOException {
        HttpServletRequest from = request.servletRequest();
        Route route = Objects.requireNonNull(RequestedRoute.of(from));
        ClassicHttpRequest to = new BasicClassicHttpRequest(from.getMethod(), target(from));
        ForwardedHeaders.copy(from, route, to);
        if (route.service().equals("auth")) {
            clientAddress.addTo(to, from.getRemoteAddr());
        }
        if (hasBody(from)) {
            to.setEntity(new InputStreamEntity(from.getInputStream(), from.getContentLengthLong(), null));
        }
        return new ForwardedAnswer(services.of(route.service()).send(to, asksForStream(from)));
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
