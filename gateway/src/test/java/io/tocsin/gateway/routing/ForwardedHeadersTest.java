package io.tocsin.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.correlation.Correlation;
import io.tocsin.schemas.Route;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ForwardedHeadersTest {
    private static final Route DATA = new Route(
            "GET", "/x", "query", Route.Access.TOKEN, Set.of("user"), Set.of(), Set.of(), false, false, false);
    private static final Route DOOR =
            new Route("POST", "/y", "auth", Route.Access.PUBLIC, Set.of(), Set.of(), Set.of(), false, false, false);

    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-User-Id",
                "x-user-role",
                "X_USER_ID",
                "X-Account-Id",
                "X-Forwarded-For",
                "x-forwarded-anything",
                "Forwarded",
                "Client-Cert",
                "Client-Cert-Chain",
                "X-Client-Cert",
                "X-Client-Cert-Subject",
                "X-SSL-Client-S-DN",
                "X-HTTP-Method-Override",
                "X-Tocsin-Client",
                "Connection",
                "Keep-Alive",
                "TE",
                "Trailer",
                "Upgrade",
                "Transfer-Encoding",
                "Proxy-Authorization",
                "Expect",
                "Cookie",
                "Host"
            })
    void stopsAtTheGateway(String name) {
        request.addHeader(name, "1");

        assertThat(names(DATA)).containsExactly(Correlation.HEADER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "Accept", "If-Match", "User-Agent", "traceparent", "X-Users", "Content-Encoding"
            })
    void goesOn(String name) {
        request.addHeader(name, "1");

        assertThat(names(DATA)).contains(name);
    }

    @Test
    void bringsCookiesToTheSignInDoorsOnly() {
        request.addHeader("Cookie", "a=b");
        request.addHeader("X-Requested-With", "XMLHttpRequest");

        assertThat(names(DOOR)).contains("Cookie", "X-Requested-With");
        assertThat(names(DATA)).doesNotContain("Cookie");
    }

    @Test
    void stopsWhatTheConnectionHeaderNames() {
        request.addHeader("Connection", "close, X-Hop , authorization");
        request.addHeader("X-Hop", "1");
        request.addHeader("Authorization", "Bearer x");

        assertThat(names(DATA)).containsExactly("Authorization", Correlation.HEADER);
    }

    @Test
    void replacesTheCorrelationIdThatWasOffered() {
        request.addHeader(Correlation.HEADER, "from outside");

        try (Correlation.Scope _ = Correlation.enter("accepted")) {
            assertThat(ForwardedHeaders.of(request, DATA))
                    .containsExactly(new HeaderField(Correlation.HEADER, "accepted"));
        }
    }

    private List<String> names(Route route) {
        return ForwardedHeaders.of(request, route).stream()
                .map(HeaderField::name)
                .toList();
    }
}
