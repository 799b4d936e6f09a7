package io.tocsin.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.security.web.firewall.StrictHttpFirewall;

class HeaderTextTest {
    @Test
    void judgesEveryCharacterAsTheFrameworkDoes() {
        for (int c = 0; c <= 0x2ffff; c++) {
            String text = "a" + Character.toString(c) + "b";

            assertThat(HeaderText.isValue(text))
                    .as("value with U+%04X", c)
                    .isEqualTo(StrictHttpFirewall.ALLOWED_HEADER_VALUES.test(text));
            assertThat(HeaderText.isName(text))
                    .as("name with U+%04X", c)
                    .isEqualTo(StrictHttpFirewall.ALLOWED_HEADER_NAMES.test(text));
        }
    }
}
