package io.tocsin.auth.logins;

import io.tocsin.auth.revocations.TokenLife;
import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens of people's scripts.
 *
 * @param accessLife how long an access token is good
 * @param grace how long a refresh token that was used may be repeated, because the answer may have been lost
 * @param remembered how long a refresh token that was used is known, so that its reuse ends the session
 */
@ConfigurationProperties("tocsin.logins")
record LoginSettings(
        @DefaultValue("15m") Duration accessLife,
        @DefaultValue("10s") Duration grace,
        @DefaultValue("30d") Duration remembered) {
    LoginSettings {
        TokenLife.check("tocsin.logins.access-life", accessLife);
        if (grace.isNegative() || grace.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new SettingsException("tocsin.logins.grace is at most 1m");
        }
    }
}
