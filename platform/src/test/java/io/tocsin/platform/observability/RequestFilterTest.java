package io.tocsin.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.platform.tokens.RouteTable;
import io.tocsin.schemas.Route;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.KeyValuePair;
import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.web.servlet.HandlerMapping;

class RequestFilterTest {
    private final Logger access = (Logger) LoggerFactory.getLogger("io.tocsin.access");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RouteTable routes = new RouteTable(List.of(new Route(
            "GET", "/things/{id}", "test", Route.Access.PUBLIC, Set.of(), Set.of(), Set.of(), false, false, false)));
    private final RequestFilter filter =
            new RequestFilter(() -> routes, new RequestMetrics(registry), new AccessLog(new AccessLogSettings(true)));

    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/things/7");
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @BeforeEach
    void listen() {
        lines.start();
        access.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        access.detachAppender(lines);
        MDC.clear();
    }

    @Test
    void writesOneLineWithoutQueryOrPath() throws Exception {
        request.setQueryString("token=secret");
        request.addHeader("Authorization", "Bearer secret");

        filter.doFilter(request, response, matching("/things/{id}", 200));

        assertThat(line())
                .containsEntry("method", "GET")
                .containsEntry("route", "/things/{id}")
                .containsEntry("status", 200)
                .containsKey("duration_ms")
                .doesNotContainKeys("path", "caller");
        assertThat(lines.list.getFirst().getFormattedMessage())
                .startsWith("GET /things/{id} 200 ")
                .doesNotContain("secret");
    }

    @Test
    void tellsOnlyOfFailuresWhereSettingsSaySo() throws Exception {
        RequestFilter quiet = new RequestFilter(
                () -> routes, new RequestMetrics(registry), new AccessLog(new AccessLogSettings(false)));

        quiet.doFilter(request, response, matching("/things/{id}", 204));
        assertThat(lines.list).isEmpty();
        quiet.doFilter(request, response, matching("/things/{id}", 429));

        assertThat(line()).containsEntry("status", 429);
    }

    @Test
    void countsByMethodRouteAndStatus() throws Exception {
        filter.doFilter(request, response, matching("/things/{id}", 201));

        assertThat(registry.get("http.requests")
                        .tags("method", "GET", "route", "/things/{id}", "status", "201")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("http.request.duration")
                        .tags("method", "GET", "route", "/things/{id}", "status", "201")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void namesTheRouteOfARequestThatWasRefusedBeforeItsController() throws Exception {
        filter.doFilter(request, response, (_, _) -> response.setStatus(401));

        assertThat(line()).containsEntry("route", "/things/{id}").containsEntry("status", 401);
    }

    @Test
    void namesTheExactRouteWhereTheHandlerTakesAnyPath() throws Exception {
        filter.doFilter(request, response, matching("/**", 200));

        assertThat(line()).containsEntry("route", "/things/{id}");
    }

    @Test
    void writesThePathWhereNoRouteIs() throws Exception {
        MockHttpServletRequest stray = new MockHttpServletRequest("BREW", "/made/up");

        filter.doFilter(stray, response, (_, _) -> response.setStatus(404));

        assertThat(line())
                .containsEntry("method", "OTHER")
                .containsEntry("route", "unmatched")
                .containsEntry("path", "/made/up");
    }

    @Test
    void namesTheCallerOnceRecognized() throws Exception {
        recognized(new TestingAuthenticationToken("usr_7", "secret"));

        filter.doFilter(request, response, matching("/things/{id}", 200));

        assertThat(line()).containsEntry("caller", "usr_7").doesNotContainValue("secret");
    }

    @Test
    void namesNobodyForSomebodyUnknown() throws Exception {
        recognized(new AnonymousAuthenticationToken("key", "anonymous", AuthorityUtils.createAuthorityList("none")));

        filter.doFilter(request, response, matching("/things/{id}", 200));

        assertThat(line()).doesNotContainKey("caller");
    }

    @Test
    void takesAnExceptionForAnErrorOfOurs() {
        assertThatThrownBy(() -> filter.doFilter(request, response, (_, _) -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(line()).containsEntry("status", 500);
    }

    @Test
    void recordsAStreamWhenItHasEnded() throws Exception {
        request.setAsyncSupported(true);
        MDC.put("correlation_id", "req_1");
        filter.doFilter(request, response, (_, _) -> request.startAsync(request, response));
        assertThat(lines.list).isEmpty();
        MDC.clear();

        MockAsyncContext async = (MockAsyncContext) Objects.requireNonNull(request.getAsyncContext());
        for (AsyncListener listener : async.getListeners()) {
            listener.onComplete(new AsyncEvent(async));
        }

        assertThat(lines.list.getFirst().getMDCPropertyMap()).containsEntry("correlation_id", "req_1");
        assertThat(MDC.get("correlation_id")).isNull();
    }

    private FilterChain matching(String pattern, int status) {
        return (_, _) -> {
            request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
            response.setStatus(status);
        };
    }

    private void recognized(Authentication caller) {
        new RequestAttributeSecurityContextRepository().saveContext(new SecurityContextImpl(caller), request, response);
    }

    private Map<String, Object> line() {
        assertThat(lines.list).hasSize(1);
        return lines.list.getFirst().getKeyValuePairs().stream()
                .collect(Collectors.toMap((KeyValuePair pair) -> pair.key, pair -> pair.value));
    }
}
