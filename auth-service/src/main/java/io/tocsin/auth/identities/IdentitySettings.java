package io.tocsin.auth.identities;

import io.tocsin.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The other issuer whose tokens are believed.
 *
 * @param domain its host name, or its address where that is not {@code https://<domain>/}; empty for none
 * @param audience what its tokens must be meant for
 */
@ConfigurationProperties("tocsin.identities")
record IdentitySettings(
        @DefaultValue("") String domain, @DefaultValue("") String audience) {
    IdentitySettings {
        if (domain.isBlank() != audience.isBlank()) {
            throw new SettingsException("AUTH0_DOMAIN and AUTH0_AUDIENCE are set together or not at all");
        }
    }

    boolean enabled() {
        return !domain.isBlank();
    }

    /** With a slash at its end, as Auth0 writes it. */
    String issuer() {
        String address = domain.contains("://") ? domain : "https://" + domain;
        return address.endsWith("/") ? address : address + "/";
    }
}
