package io.tocsin.auth.betterauth;

import io.tocsin.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What better-auth is configured with.
 *
 * @param secret signs the cookies, at least 16 characters; its UTF-8 bytes are the key
 */
@ConfigurationProperties("tocsin.better-auth")
record BetterAuthSettings(@DefaultValue("") String secret) {
    private static final int SHORTEST = 16;

    BetterAuthSettings {
        if (secret.length() < SHORTEST) {
            throw new SettingsException(
                    "BETTER_AUTH_SECRET is a secret of at least 16 characters, as `openssl rand -base64 32` prints"
                            + " them");
        }
    }

    @Override
    public String toString() {
        return "BetterAuthSettings[secret]";
    }
}
