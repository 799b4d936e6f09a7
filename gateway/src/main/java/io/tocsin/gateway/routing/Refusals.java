package io.tocsin.gateway.routing;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;

/** Tells somebody who asks too much to wait, so that it is understood. */
public final class Refusals {
    /** Prometheus gives a batch up after a 429, and repeats it after a 503 until it is taken. */
    private static final String REMOTE_WRITE = "/api/v1/write";

    private Refusals() {}

    public static ApiException comeAgain(HttpServletRequest request, String why, Duration until) {
        Route route = RequestedRoute.of(request);
        boolean loses = route != null && route.path().equals(REMOTE_WRITE);
        return new ApiException(loses ? ErrorCode.METRICS_003 : ErrorCode.GATEWAY_003, why).retryAfter(until);
    }
}
