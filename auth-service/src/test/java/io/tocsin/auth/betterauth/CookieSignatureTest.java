package io.tocsin.auth.betterauth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected values were computed by Node.js, as better-auth does. */
class CookieSignatureTest {
    private static final String TOKEN = "AbCdEfGhIjKlMnOpQrStUvWxYz012345";
    private static final String SIGNED = TOKEN + ".UnAxw2uIGnS8HQlYetNRjq8skJX4jrlETU7viMniWB8%3D";

    private final CookieSignature signature = new CookieSignature("a-secret-that-protects-nothing-but-tests");

    @Test
    void signsAsNodeDoes() {
        assertThat(signature.sign(TOKEN)).isEqualTo(SIGNED);
        assertThat(signature.sign("token3")).isEqualTo("token3.4ZLcewjn6mI1z%2BtdDyIQoVrkzqGx%2B%2F7Nin5CNWAhn40%3D");
    }

    @Test
    void opensWhatItSignedEncodedOrNot() {
        assertThat(signature.open(SIGNED)).isEqualTo(TOKEN);
        assertThat(signature.open("token3.4ZLcewjn6mI1z+tdDyIQoVrkzqGx+/7Nin5CNWAhn40="))
                .isEqualTo("token3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                TOKEN,
                TOKEN + ".",
                "x" + SIGNED,
                TOKEN + ".UnAxw2uIGnS8HQlYetNRjq8skJX4jrlETU7viMniWB8",
                TOKEN + ".%zz",
                "%"
            })
    void opensNothingElse(String cookie) {
        assertThat(signature.open(cookie)).isNull();
    }

    @Test
    void opensNothingOfAnotherSecret() {
        assertThat(new CookieSignature("another secret altogether").open(SIGNED))
                .isNull();
    }
}
