package io.tocsin.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

class BearerHeaderTest {
    private final BearerHeader bearers = new BearerHeader();

    @ParameterizedTest
    @ValueSource(strings = {"Bearer a", "bearer eyJ.b-_~+/0.Z9==", "BEARER a=", "Basic YTpi", "Digest x", "Bear er"})
    void readsWhatTheFrameworkReads(String header) {
        assertThat(bearers.resolve(asking(header))).isEqualTo(new DefaultBearerTokenResolver().resolve(asking(header)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer a b", "Bearer  a", "Bearer =", "Bearer a=b", "Bearera", "Bearer ä"})
    void refusesWhatTheFrameworkRefuses(String header) {
        assertThatThrownBy(() -> new DefaultBearerTokenResolver().resolve(asking(header)))
                .isInstanceOf(OAuth2AuthenticationException.class);
        assertThatThrownBy(() -> bearers.resolve(asking(header))).isInstanceOf(OAuth2AuthenticationException.class);
    }

    @Test
    void findsNothingWithoutTheHeader() {
        assertThat(bearers.resolve(new MockHttpServletRequest())).isNull();
    }

    private static MockHttpServletRequest asking(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", header);
        return request;
    }
}
