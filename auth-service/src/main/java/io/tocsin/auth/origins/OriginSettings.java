package io.tocsin.auth.origins;

import io.tocsin.platform.settings.SettingsException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which pages may send requests with a person's cookie.
 *
 * @param trusted origins beside the public address, scheme and host (and port) each
 */
@ConfigurationProperties("tocsin.origins")
record OriginSettings(@DefaultValue List<String> trusted) {
    OriginSettings {
        trusted = trusted.stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
        for (String origin : trusted) {
            if (!origin.matches("https?://[^/]+")) {
                throw new SettingsException(
                        "TRUSTED_ORIGINS lists origins like https://app.example.org, not \"" + origin + "\"");
            }
        }
    }
}
