package io.tocsin.auth.signin;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a password may be guessed.
 *
 * @param attempts for one e-mail address from one network within the window, whether there is such a user or not
 * @param strangers for one e-mail address from all networks together from which that user has not signed in lately
 * @param window counted from the first of them
 */
@ConfigurationProperties("tocsin.sign-in")
record SignInSettings(
        @DefaultValue("5") int attempts,
        @DefaultValue("50") int strangers,
        @DefaultValue("15m") Duration window) {
    SignInSettings {
        if (attempts < 1 || strangers < attempts || !window.isPositive()) {
            throw new SettingsException("tocsin.sign-in: attempts is at least 1, strangers at least as many");
        }
    }
}
