package io.tocsin.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class SessionCookiesTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void picksTheSessionAmongOtherCookies() {
        request.addHeader("Cookie", "theme=dark; better-auth.session_token=a.b%3D; better-auth.session_data=x");

        assertThat(SessionCookies.of(request)).isEqualTo("better-auth.session_token=a.b%3D");
    }

    @Test
    void keepsBothNamesInTheirOrder() {
        request.addHeader("Cookie", "__Secure-better-auth.session_token=s");
        request.addHeader("Cookie", "better-auth.session_token=p");

        assertThat(SessionCookies.of(request))
                .isEqualTo("__Secure-better-auth.session_token=s; better-auth.session_token=p");
    }

    @Test
    void findsNoneInOtherNames() {
        request.addHeader("Cookie", "xbetter-auth.session_token=a; better-auth.session_token; =; ;");

        assertThat(SessionCookies.of(request)).isNull();
    }
}
