package io.tocsin.auth.rates;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one network may call the doors in production.
 *
 * @param window for which calls are counted
 * @param credentials calls of signing in, signing up and changing a password, each, through whatever door
 * @param others any other call of better-auth
 */
@ConfigurationProperties("tocsin.rates")
record RateSettings(
        @DefaultValue("10s") Duration window,
        @DefaultValue("3") int credentials,
        @DefaultValue("100") int others) {
    RateSettings {
        if (!window.isPositive() || credentials < 1 || others < 1) {
            throw new SettingsException("tocsin.rates: all figures are above zero");
        }
    }
}
