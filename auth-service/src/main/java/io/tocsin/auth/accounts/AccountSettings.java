package io.tocsin.auth.accounts;

import io.tocsin.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How accounts begin.
 *
 * @param defaultTier the plan of a new account
 */
@ConfigurationProperties("tocsin.accounts")
record AccountSettings(@DefaultValue("free") String defaultTier) {
    AccountSettings {
        try {
            Tier.of(defaultTier);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("DEFAULT_TIER: " + e.getMessage());
        }
    }
}
