package io.tocsin.gateway.origins;

import io.tocsin.platform.settings.SettingsException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages may call with the visitor's cookies.
 *
 * @param trusted origins beside the public address, each scheme and host only; there is no wildcard
 */
@ConfigurationProperties("tocsin.origins")
record OriginSettings(@DefaultValue("") List<String> trusted) {
    OriginSettings {
        trusted = trusted.stream()
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .toList();
        for (String origin : trusted) {
            if (!origin.matches("https?://[^/*\\s]+")) {
                throw new SettingsException(
                        "TRUSTED_ORIGINS names scheme and host, like https://app.example.org, not " + origin);
            }
        }
    }
}
