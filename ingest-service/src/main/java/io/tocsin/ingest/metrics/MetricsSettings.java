package io.tocsin.ingest.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is taken in at once.
 *
 * @param maxCompressed longest compressed body
 * @param maxBody longest body after decompression
 * @param maxInFlight bytes of decompressed bodies that may be under way together; what is too much is refused with 503
 * @param maxFuture how far a sample's clock may be ahead of ours
 */
@ConfigurationProperties("tocsin.metrics")
record MetricsSettings(
        @DefaultValue("1MB") DataSize maxCompressed,
        @DefaultValue("10MB") DataSize maxBody,
        @DefaultValue("24MB") DataSize maxInFlight,
        @DefaultValue("10m") Duration maxFuture) {
    MetricsSettings {
        if (maxInFlight.compareTo(maxBody) < 0) {
            throw new IllegalArgumentException(
                    "tocsin.metrics.max-in-flight must hold a body of tocsin.metrics.max-body");
        }
    }
}
