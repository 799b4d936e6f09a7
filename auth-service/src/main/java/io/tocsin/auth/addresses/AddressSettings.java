package io.tocsin.auth.addresses;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gateway tells the client's address.
 *
 * @param forwardedKey secret that gateway and this service share, at least 16 characters; its UTF-8 bytes are the key
 * @param maxAge how old a signed address may be
 */
@ConfigurationProperties("tocsin.addresses")
record AddressSettings(
        @DefaultValue("") String forwardedKey,
        @DefaultValue("60s") Duration maxAge) {
    private static final int SHORTEST = 16;

    AddressSettings {
        if (forwardedKey.length() < SHORTEST) {
            throw new SettingsException("FORWARDED_KEY is a secret of at least 16 characters, the gateway's own");
        }
    }

    @Override
    public String toString() {
        return "AddressSettings[maxAge=%s]".formatted(maxAge);
    }
}
