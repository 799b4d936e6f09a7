package io.tocsin.monitor.authority;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The authority behind collectors' credentials.
 *
 * @param certificate path of a CA certificate in PEM to sign collectors' certificates with; without one, the service
 *     makes its own at its first start
 * @param key path of its private key in PEM
 * @param life how long authorities that the service makes are valid, at least a day; after half of it they are replaced
 * @param overlap how long a new authority is published before it signs, so that every door knows it by then
 */
@ConfigurationProperties("tocsin.authority")
record AuthoritySettings(
        @DefaultValue("") String certificate,
        @DefaultValue("") String key,
        @DefaultValue("3650d") Duration life,
        @DefaultValue("1m") Duration overlap) {
    AuthoritySettings {
        if (certificate.isBlank() != key.isBlank()) {
            throw new SettingsException(
                    "COLLECTOR_CA_CERTIFICATE and COLLECTOR_CA_KEY belong together: set both or none");
        }
        if (life.toDays() < 1) {
            throw new SettingsException("tocsin.authority.life must be at least a day");
        }
        if (overlap.isNegative()) {
            throw new SettingsException("tocsin.authority.overlap must not be negative");
        }
    }

    boolean isConfigured() {
        return !certificate.isBlank();
    }
}
