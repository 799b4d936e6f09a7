package io.tocsin.monitor.collectors;

import io.tocsin.platform.settings.SettingsException;
import io.tocsin.schemas.Ids;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What collectors get when they register.
 *
 * @param doorUrl public address of the collectors' door, without a trailing slash
 * @param credentialLife how long a certificate and the token bound to it are valid, at least an hour
 * @param renewalUrl public address where collectors renew their credentials, without a trailing slash
 * @param openRegistration the account that collectors join which register without any credentials; empty: none may
 * @param intervalSeconds how often a collector pushes unless it is told otherwise, 1 to 3600
 */
@ConfigurationProperties("tocsin.collectors")
record CollectorSettings(
        @DefaultValue("https://localhost:8443") String doorUrl,
        @DefaultValue("30d") Duration credentialLife,
        @DefaultValue("https://localhost:8444") String renewalUrl,
        @DefaultValue("") String openRegistration,
        @DefaultValue("10") int intervalSeconds) {
    static final String RENEWAL_PATH = "/api/v1/collectors/renew";

    CollectorSettings {
        mustBeHttps("DOOR_URL", doorUrl);
        mustBeHttps("RENEWAL_URL", renewalUrl);
        openRegistration = openRegistration.strip();
        if (!openRegistration.isEmpty() && !Ids.isOf("acc", openRegistration)) {
            throw new SettingsException("COLLECTOR_OPEN_REGISTRATION is the id of an account, like acc_0193…");
        }
        if (credentialLife.compareTo(Duration.ofHours(1)) < 0) {
            throw new SettingsException("tocsin.collectors.credential-life must be at least an hour");
        }
        if (intervalSeconds < 1 || intervalSeconds > 3600) {
            throw new SettingsException("tocsin.collectors.interval-seconds must be between 1 and 3600");
        }
    }

    String renewUrl() {
        return renewalUrl + RENEWAL_PATH;
    }

    String pushUrl() {
        return doorUrl + "/api/v1/metrics/push";
    }

    private static void mustBeHttps(String name, String url) {
        if (!url.matches("https://[^/]+") || URI.create(url).getHost() == null) {
            throw new SettingsException(name + " is https and host only, like https://door.tocsin.example:8443");
        }
    }
}
