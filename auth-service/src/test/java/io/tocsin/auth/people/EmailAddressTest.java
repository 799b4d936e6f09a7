package io.tocsin.auth.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {
    @Test
    void isKeptInLowerCase() {
        assertThat(new EmailAddress("Ada.Lovelace+x@Example.ORG").value()).isEqualTo("ada.lovelace+x@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.org",
                "ada@example",
                ".ada@example.org",
                "a..b@example.org",
                "ada@exa mple.org",
                "ada@example.org\u0000",
                "ada@-example.org"
            })
    void isNothingElse(String text) {
        assertThat(EmailAddress.parse(text)).isNull();
    }

    @Test
    void hasAnEnd() {
        assertThat(EmailAddress.parse("a".repeat(60) + "@" + "b.".repeat(100) + "org"))
                .isNull();
    }
}
