package io.tocsin.platform.encryption;

import io.tocsin.platform.settings.SettingsException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys of encrypted fields, 256 bits in base64 each.
 *
 * @param key what is encrypted with from now on; empty only where a service encrypts nothing
 * @param previousKeys what older values may still be encrypted with
 */
@ConfigurationProperties("tocsin.encryption")
public record EncryptionSettings(
        @DefaultValue("") String key, @DefaultValue List<String> previousKeys) {
    public EncryptionSettings {
        key = key.strip();
        previousKeys = previousKeys.stream()
                .map(String::strip)
                .filter(previous -> !previous.isEmpty())
                .toList();
        if (!key.isEmpty()) {
            EncryptionKey.parse("ENCRYPTION_KEY", key);
        }
        previousKeys.forEach(previous -> EncryptionKey.parse("ENCRYPTION_PREVIOUS_KEYS", previous));
    }

    EncryptionKey current() {
        if (key.isEmpty()) {
            throw new SettingsException("ENCRYPTION_KEY is missing: this service keeps secrets of its users,"
                    + " and encrypts them with 32 random bytes in base64, as `openssl rand -base64 32` prints them");
        }
        return EncryptionKey.parse("ENCRYPTION_KEY", key);
    }

    List<EncryptionKey> previous() {
        return previousKeys.stream()
                .map(previous -> EncryptionKey.parse("ENCRYPTION_PREVIOUS_KEYS", previous))
                .toList();
    }

    /** Says how many there are, not which. */
    @Override
    public String toString() {
        return "EncryptionSettings[%s, previous: %d]"
                .formatted(key.isEmpty() ? "no key" : "a key", previousKeys.size());
    }
}
