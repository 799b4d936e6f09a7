package io.tocsin.platform.settings;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What all services agree on.
 *
 * @param environment {@code development} or {@code production}; the latter turns the strict limits on
 * @param publicUrl address that people and clients use, without a trailing slash; issuer of tokens, trusted origin
 */
@ConfigurationProperties("tocsin")
public record ProductSettings(
        @DefaultValue("development") String environment,
        @DefaultValue("http://localhost:8080") String publicUrl) {
    public ProductSettings {
        environment = switch (environment) {
            case "dev", "development" -> "development";
            case "prod", "production" -> "production";
            default -> throw new SettingsException("ENVIRONMENT is development or production, not " + environment);
        };
        URI uri = URI.create(publicUrl);
        if (uri.getHost() == null || !publicUrl.matches("https?://[^/]+")) {
            throw new SettingsException("PUBLIC_URL is scheme and host only, like https://tocsin.example.org");
        }
    }

    public boolean production() {
        return environment.equals("production");
    }

    /** Whether clients reach the product through TLS, so that cookies are Secure. */
    public boolean https() {
        return publicUrl.startsWith("https:");
    }
}
