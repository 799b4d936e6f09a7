package io.tocsin.auth.spa;

import io.tocsin.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What signs the cookie of this door.
 *
 * @param secret the one that better-auth's cookies are signed with, at least 16 characters; a key of its own is derived
 */
@ConfigurationProperties("tocsin.spa")
record SpaSettings(String secret) {
    private static final int SHORTEST = 16;

    SpaSettings {
        if (secret.length() < SHORTEST) {
            throw new SettingsException("BETTER_AUTH_SECRET is a secret of at least 16 characters");
        }
    }

    @Override
    public String toString() {
        return "SpaSettings[secret]";
    }
}
