package io.tocsin.gateway.limits;

import io.tocsin.gateway.routing.RequestedRoute;
import io.tocsin.schemas.Route;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a refusal (429, whoever says so) no sooner than a moment after its request, or whoever asks again as soon as it
 * is answered would have as much of the machine as a refusal is cheap. It costs nobody anything: a refusal says to come
 * again in a second at the earliest. What waits holds neither a thread nor a connection to a service.
 *
 * <p>Pushes are left alone: what refuses those are their samples.
 */
public final class LateRefusalFilter extends OncePerRequestFilter {
    /** Thread.sleep, but in tests. */
    @FunctionalInterface
    interface Rest {
        void of(Duration length) throws InterruptedException;
    }

    private final Duration delay;
    private final Semaphore places;
    private final Rest rest;

    /**
     * @param delay from the request until its refusal is answered at the earliest
     * @param most how many wait at once; further ones are answered as soon as they can be
     */
    LateRefusalFilter(Duration delay, int most, Rest rest) {
        this.delay = delay;
        this.places = new Semaphore(most);
        this.rest = rest;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long begin = System.nanoTime();
        chain.doFilter(request, response);
        if (response.getStatus() == HttpStatus.TOO_MANY_REQUESTS.value()
                && !response.isCommitted()
                && !isPush(request)
                && places.tryAcquire()) {
            try {
                rest.of(delay.minusNanos(System.nanoTime() - begin));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                places.release();
            }
        }
    }

    private static boolean isPush(HttpServletRequest request) {
        Route route = RequestedRoute.of(request);
        return route != null && route.service().equals("ingest");
    }
}
