package io.tocsin.gateway.routing;

import io.tocsin.platform.tokens.CallerToken;
import io.tocsin.schemas.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Sends a request on to the service that its route names: path and query as they came. The first 64 kB of its body are
 * awaited before there is a connection to the service, so that slow senders keep none; what is larger goes on as it
 * arrives, as one of the few {@link Uploads} of its sender.
 */
final class Forwarding implements HandlerFunction<ServerResponse> {
    private static final int SMALL = 64 * 1024;

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Services services;
    private final SignedClientAddress clientAddress;
    private final Uploads uploads;

    Forwarding(Services services, SignedClientAddress clientAddress, Uploads uploads) {
        this.services = services;
        this.clientAddress = clientAddress;
        this.uploads = uploads;
    }

    @Override
    public ServerResponse handle(ServerRequest request) throws IOException {
        HttpServletRequest from = request.servletRequest();
        if (!hasBody(from)) {
            return send(from, null, 0);
        }
        InputStream body = from.getInputStream();
        byte[] first = body.readNBytes(SMALL + 1);
        if (first.length <= SMALL) {
            return send(from, new ByteArrayInputStream(first), first.length);
        }
        try (Uploads.Place place = uploads.take(sender(from))) {
            if (place == null) {
                throw Refusals.comeAgain(
                        from, "%d large bodies at once are allowed".formatted(uploads.most()), A_MOMENT);
            }
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(first), body);
            return send(from, whole, from.getContentLengthLong());
        }
    }

    private ServerResponse send(HttpServletRequest from, @Nullable InputStream body, long length) {
        Route route = Objects.requireNonNull(RequestedRoute.of(from));
        List<HeaderField> headers = ForwardedHeaders.of(from, route);
        if (route.service().equals("auth")) {
            clientAddress.addTo(headers, from.getRemoteAddr());
        }
        ServiceRequest to = new ServiceRequest(from.getMethod(), target(from), headers, body, length, route.stream());
        return new ForwardedAnswer(services.of(route.service()).send(to));
    }

    private static String sender(HttpServletRequest request) {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? token.caller().id()
                : request.getRemoteAddr();
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
