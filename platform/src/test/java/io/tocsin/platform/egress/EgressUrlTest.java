package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressUrlTest {
    @ParameterizedTest
    @CsvSource({
        "http://example.com, http://example.com/",
        "HTTPS://Example.COM:443/A?b=c#d, https://example.com/A?b=c",
        "http://example.com:8080?x, http://example.com:8080/?x",
        "http://my_service.example.com/, http://my_service.example.com/",
        "http://[2001:DB8::1]:81/, http://[2001:db8::1]:81/",
        "http://münchen.example/straße, http://xn--mnchen-3ya.example/stra%C3%9Fe",
        "http://example.com/a b?q={x}, http://example.com/a%20b?q=%7Bx%7D",
        "http://example.com/%2e%2e/x, http://example.com/%2e%2e/x",
        "http://2130706433/, http://2130706433/",
        "http://１２７.０.０.１/, http://127.0.0.1/",
        "http://ex%61mple.com/, http://example.com/",
        "http://example.com:/, http://example.com/"
    })
    void takesApartWhatPeopleWrite(String text, String same) {
        assertThat(EgressUrl.parse(text)).hasToString(same);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "/path",
                "//example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "gopher://example.com/",
                "javascript:alert(1)",
                "http:example.com",
                "http://",
                "http:///path",
                "http://user@example.com/",
                "http://user:pw@example.com/",
                "http://example.com\\@other.example/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://example.com:99999/",
                "http://example.com:-1/",
                "http://example.com:8o/",
                "http://[::1/",
                "http://[fe80::1%25eth0]/",
                "http://a..b/",
                "http://exa%00mple.com/",
                "http://ex%2fample.com/",
                "http://example.com%0d%0aX:1/"
            })
    void refusesWhatIsNoHttpAddress(String text) {
        assertThatThrownBy(() -> EgressUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("The ");
    }

    @Test
    void refusesAnAddressWithoutEnd() {
        assertThatThrownBy(() -> EgressUrl.parse("http://example.com/" + "a".repeat(9000)))
                .hasMessage("The URL is longer than 8192 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "/b, https://example.com/b",
        "c?d, https://example.com/a/c?d",
        "//other.example/x, https://other.example/x",
        "http://other.example, http://other.example/",
        "?q, https://example.com/a/?q"
    })
    void resolvesALocation(String location, String target) {
        assertThat(EgressUrl.parse("https://example.com/a/b").resolve(location)).hasToString(target);
    }
}
