package io.tocsin.gateway.origins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.platform.settings.SettingsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedOriginsTest {
    private final TrustedOrigins origins = new TrustedOrigins(
            new ProductSettings("development", "https://tocsin.example.org"),
            new OriginSettings(List.of(" https://app.example.org ", "")));

    @ParameterizedTest
    @ValueSource(strings = {"https://tocsin.example.org", "https://app.example.org", "https://APP.example.org"})
    void contain(String origin) {
        assertThat(origins.contain(origin)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"null", "", "*", "http://tocsin.example.org", "https://app.example.org:444"})
    void doNotContain(String origin) {
        assertThat(origins.contain(origin)).isFalse();
    }

    @Test
    void knowNoWildcard() {
        assertThatThrownBy(() -> new OriginSettings(List.of("*"))).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> new OriginSettings(List.of("https://*.example.org")))
                .isInstanceOf(SettingsException.class);
    }
}
