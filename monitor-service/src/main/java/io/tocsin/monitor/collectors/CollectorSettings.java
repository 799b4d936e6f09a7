package io.tocsin.monitor.collectors;

import io.tocsin.platform.settings.SettingsException;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What collectors get when they register.
 *
 * @param doorUrl public address of the collectors' door, without a trailing slash
 * @param credentialLife how long a certificate and the token bound to it are valid, at least an hour
 * @param intervalSeconds how often a collector pushes unless it is told otherwise, 1 to 3600
 */
@ConfigurationProperties("tocsin.collectors")
record CollectorSettings(
        @DefaultValue("https://localhost:8443") String doorUrl,
        @DefaultValue("30d") Duration credentialLife,
        @DefaultValue("10") int intervalSeconds) {
    CollectorSettings {
        if (!doorUrl.matches("https://[^/]+") || URI.create(doorUrl).getHost() == null) {
            throw new SettingsException("DOOR_URL is https and host only, like https://door.tocsin.example:8443");
        }
        if (credentialLife.compareTo(Duration.ofHours(1)) < 0) {
            throw new SettingsException("tocsin.collectors.credential-life must be at least an hour");
        }
        if (intervalSeconds < 1 || intervalSeconds > 3600) {
            throw new SettingsException("tocsin.collectors.interval-seconds must be between 1 and 3600");
        }
    }

    String pushUrl() {
        return doorUrl + "/api/v1/metrics/push";
    }
}
