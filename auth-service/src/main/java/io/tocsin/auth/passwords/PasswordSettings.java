package io.tocsin.auth.passwords;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a password may cost.
 *
 * @param bcryptCost logarithm of bcrypt's rounds, 10 to 16
 * @param atOnce how many hashes are computed at the same time; 0 for as many as there are processors, 4 at most
 * @param patience how long a request waits for its turn before it is told to come again; with the hash, less than the
 *     gateway waits for an answer
 */
@ConfigurationProperties("tocsin.passwords")
record PasswordSettings(
        @DefaultValue("10") int bcryptCost,
        @DefaultValue("0") int atOnce,
        @DefaultValue("1200ms") Duration patience) {
    private static final int MOST = 4;

    PasswordSettings {
        if (bcryptCost < 10 || bcryptCost > 16) {
            throw new SettingsException("tocsin.passwords.bcrypt-cost is between 10 and 16, not " + bcryptCost);
        }
        if (atOnce < 0) {
            throw new SettingsException("tocsin.passwords.at-once is at least 1, or 0 to go by the processors");
        }
        atOnce = atOnce == 0 ? Math.min(Runtime.getRuntime().availableProcessors(), MOST) : atOnce;
    }
}
