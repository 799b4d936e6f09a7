package io.tocsin.auth.reauthentication;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often somebody who is signed in may mistake the own password.
 *
 * @param attempts within the window
 * @param window counted from the first of them
 */
@ConfigurationProperties("tocsin.reauthentication")
record ReauthenticationSettings(
        @DefaultValue("5") int attempts,
        @DefaultValue("15m") Duration window) {
    ReauthenticationSettings {
        if (attempts < 1) {
            throw new SettingsException("tocsin.reauthentication.attempts is at least 1");
        }
    }
}
