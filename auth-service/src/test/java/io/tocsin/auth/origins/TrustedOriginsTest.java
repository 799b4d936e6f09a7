package io.tocsin.auth.origins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.platform.settings.SettingsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedOriginsTest {
    private final TrustedOrigins origins = new TrustedOrigins(
            new ProductSettings("development", "http://localhost:8080"),
            new OriginSettings(List.of(" https://app.example.org ", "")));

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://LOCALHOST:8080/page?x=1", "https://app.example.org"})
    void containsThePublicAddressAndWhatWasConfigured(String address) {
        assertThat(origins.contains(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost:8080",
                "http://localhost:8081",
                "http://localhost:8080.evil.example",
                "http://localhost:8080@evil.example",
                "https://sub.app.example.org",
                "null",
                "/page",
                "::"
            })
    void containsNothingElse(String address) {
        assertThat(origins.contains(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dash", "/dash?tab=1&x=a%20b", "https://app.example.org/welcome"})
    void leadsToPathsAndTrustedOrigins(String address) {
        assertThat(origins.mayLeadTo(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//evil.example", "/\\evil.example", "/%2fevil.example", "/%5Cevil", "https://evil.example", "x"
            })
    void leadsNowhereElse(String address) {
        assertThat(origins.mayLeadTo(address)).isFalse();
    }

    @Test
    void areOriginsNotAddresses() {
        assertThatThrownBy(() -> new OriginSettings(List.of("https://app.example.org/page")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("TRUSTED_ORIGINS");
    }
}
