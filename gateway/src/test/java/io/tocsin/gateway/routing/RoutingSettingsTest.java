package io.tocsin.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingSettingsTest {
    @Test
    void waitsLessForSigningIn() {
        RoutingSettings settings = settings("http://127.0.0.1:8081", 256);

        assertThat(settings.patience("auth")).isLessThan(Duration.ofSeconds(2));
        assertThat(settings.patience("query")).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "http:///x", "http://auth:8081/prefix", "ftp://auth:21"})
    void stopsTheStartWithAnAddressThatIsNone(String address) {
        assertThatThrownBy(() -> settings(address, 256))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("AUTH_URL");
    }

    @Test
    void stopsTheStartWithoutConnections() {
        assertThatThrownBy(() -> settings("http://auth:8081", 0)).isInstanceOf(SettingsException.class);
    }

    private static RoutingSettings settings(String auth, int connections) {
        URI other = URI.create("http://127.0.0.1:8082/");
        return new RoutingSettings(
                URI.create(auth),
                other,
                other,
                other,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofMillis(1800),
                connections,
                100,
                16,
                "");
    }
}
