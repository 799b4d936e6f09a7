package io.tocsin.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.gateway.routing.RouteLookupFilter;
import io.tocsin.platform.tokens.RouteTable;
import io.tocsin.schemas.Routes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LateRefusalFilterTest {
    private static final Duration DELAY = Duration.ofSeconds(1);

    private final List<Duration> rests = new ArrayList<>();
    private final LateRefusalFilter filter = new LateRefusalFilter(DELAY, 1, rests::add);

    @Test
    void holdsARefusalBack() throws Exception {
        ask("POST", "/api/v1/auth/login", 429);

        assertThat(rests).singleElement().satisfies(rest -> assertThat(rest).isLessThanOrEqualTo(DELAY));
    }

    @Test
    void answersEverythingElseAtOnce() throws Exception {
        ask("POST", "/api/v1/auth/login", 200);
        ask("POST", "/api/v1/auth/login", 401);
        ask("POST", "/api/v1/auth/login", 503);

        assertThat(rests).isEmpty();
    }

    @Test
    void leavesPushesAlone() throws Exception {
        ask("POST", "/api/v1/write", 429);

        assertThat(rests).isEmpty();
    }

    @Test
    void givesItsPlaceToTheNext() throws Exception {
        ask("POST", "/api/v1/auth/login", 429);
        ask("POST", "/api/v1/auth/login", 429);

        assertThat(rests).hasSize(2);
    }

    @Test
    void answersAtOnceThoseForWhomThereIsNoPlace() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        LateRefusalFilter full = new LateRefusalFilter(DELAY, 1, rest -> {
            rests.add(rest);
            waits.countDown();
            over.await();
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> first = threads.submit(() -> {
                ask(full, "POST", "/api/v1/auth/login", 429);
                return null;
            });
            waits.await();

            ask(full, "POST", "/api/v1/auth/login", 429);

            assertThat(first.isDone()).isFalse();
            over.countDown();
        }
        assertThat(rests).hasSize(1);
    }

    private void ask(String method, String path, int answer) throws Exception {
        ask(filter, method, path, answer);
    }

    private static void ask(LateRefusalFilter filter, String method, String path, int answer) throws Exception {
        FilterChain service = (_, response) -> ((HttpServletResponse) response).setStatus(answer);
        RouteLookupFilter routes = new RouteLookupFilter(new RouteTable(Routes.all()));
        FilterChain inner = (request, response) -> routes.doFilter(request, response, service);
        filter.doFilter(new MockHttpServletRequest(method, path), new MockHttpServletResponse(), inner);
    }
}
