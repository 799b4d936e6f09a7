package io.tocsin.monitor.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CollectorSettingsTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @Test
    void nameWhereToPush() {
        assertThat(new CollectorSettings("https://door.example:8443", MONTH, "https://door.example:8444", "", 10)
                        .pushUrl())
                .isEqualTo("https://door.example:8443/api/v1/metrics/push");
    }

    @Test
    void stopTheStartWhenTheyCanNotBeMeant() {
        assertRefused("http://door.example", MONTH, 10);
        assertRefused("https://door.example/", MONTH, 10);
        assertRefused("https://door.example", Duration.ofMinutes(1), 10);
        assertRefused("https://door.example", MONTH, 0);
        assertRefused("https://door.example", MONTH, 3601);
    }

    private static void assertRefused(String doorUrl, Duration life, int interval) {
        assertThatThrownBy(() -> new CollectorSettings(doorUrl, life, doorUrl, "", interval))
                .isInstanceOf(SettingsException.class);
    }
}
