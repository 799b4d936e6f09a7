package io.tocsin.query.webhooks;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How endpoints are kept.
 *
 * @param secretOverlap for how long the secret before a rotation signs too
 */
@ConfigurationProperties("tocsin.webhooks")
record EndpointSettings(@DefaultValue("24h") Duration secretOverlap) {
    EndpointSettings {
        if (secretOverlap.isNegative()) {
            throw new IllegalArgumentException("tocsin.webhooks.secret-overlap is not negative");
        }
    }
}
