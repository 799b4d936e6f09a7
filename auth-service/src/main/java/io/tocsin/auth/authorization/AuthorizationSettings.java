package io.tocsin.auth.authorization;

import io.tocsin.auth.revocations.TokenLife;
import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens of OAuth clients.
 *
 * @param tokenLife how long an access token is good
 * @param revocations tokens that a client may give back in a minute
 */
@ConfigurationProperties("tocsin.authorization")
record AuthorizationSettings(
        @DefaultValue("15m") Duration tokenLife,
        @DefaultValue("60") int revocations) {
    AuthorizationSettings {
        TokenLife.check("tocsin.authorization.token-life", tokenLife);
        if (revocations < 1) {
            throw new SettingsException("tocsin.authorization.revocations is at least 1");
        }
    }
}
