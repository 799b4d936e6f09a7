package io.tocsin.auth.keys;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How signing keys take turns.
 *
 * @param rotation how long a key signs
 * @param lead how long a key is published before it signs; longer than services and clients remember published keys
 * @param kept how long a key is published after its last signature; longer than any token lives
 * @param fresh how long this process uses what it has read of them
 */
@ConfigurationProperties("tocsin.keys")
record KeySettings(
        @DefaultValue("30d") Duration rotation,
        @DefaultValue("1h") Duration lead,
        @DefaultValue("2h") Duration kept,
        @DefaultValue("1m") Duration fresh) {
    KeySettings {
        if (lead.compareTo(fresh) <= 0 || kept.compareTo(Duration.ofMinutes(65)) < 0 || rotation.compareTo(lead) <= 0) {
            throw new SettingsException(
                    "tocsin.keys: rotation is longer than lead, lead longer than fresh, and kept at least 65m");
        }
    }
}
