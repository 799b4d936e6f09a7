package io.tocsin.query.webhooks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How endpoints are kept.
 *
 * @param secretOverlap for how long the secret before a rotation signs too
 * @param keep for how long events and their deliveries are kept; what happened longer ago is no news
 */
@ConfigurationProperties("tocsin.webhooks")
public record EndpointSettings(
        @DefaultValue("24h") Duration secretOverlap,
        @DefaultValue("30d") Duration keep) {
    public EndpointSettings {
        if (secretOverlap.isNegative()) {
            throw new IllegalArgumentException("tocsin.webhooks.secret-overlap is not negative");
        }
        if (!keep.isPositive()) {
            throw new IllegalArgumentException("tocsin.webhooks.keep is positive");
        }
    }
}
