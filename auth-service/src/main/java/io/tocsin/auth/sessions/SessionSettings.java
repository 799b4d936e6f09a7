package io.tocsin.auth.sessions;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay signed in.
 *
 * @param life from the last renewal on
 * @param shortLife where the person did not want to be remembered; such a session is not renewed
 * @param renewAfter age from which on a session that is used begins anew
 * @param remembered how long a session that has ended is kept, and the network of one that began: from there a person is
 *     let in while strangers guess the password
 * @param most sessions of one person; the next ends the oldest
 */
@ConfigurationProperties("tocsin.sessions")
public record SessionSettings(
        @DefaultValue("7d") Duration life,
        @DefaultValue("1d") Duration shortLife,
        @DefaultValue("1d") Duration renewAfter,
        @DefaultValue("30d") Duration remembered,
        @DefaultValue("100") int most) {
    public SessionSettings {
        if (most < 1) {
            throw new SettingsException("tocsin.sessions.most is at least 1");
        }
    }
}
