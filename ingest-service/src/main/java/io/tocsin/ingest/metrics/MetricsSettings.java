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
 * @param maxInFlight bytes that decompressed bodies, and what is made of them, may take together; what is too much is refused
 *     with 503. One account has half of them at most
 * @param maxFuture how far a sample's clock may be ahead of ours
 * @param minRate how much of a body arrives in a second at least, on an average that begins after {@code grace}
 * @param grace how long a body may take, however little arrives
 * @param maxDuration how long it may take at all
 */
@ConfigurationProperties("tocsin.metrics")
record MetricsSettings(
        @DefaultValue("1MB") DataSize maxCompressed,
        @DefaultValue("10MB") DataSize maxBody,
        @DefaultValue("24MB") DataSize maxInFlight,
        @DefaultValue("10m") Duration maxFuture,
        @DefaultValue("8KB") DataSize minRate,
        @DefaultValue("10s") Duration grace,
        @DefaultValue("2m") Duration maxDuration) {
    MetricsSettings {
        if (maxInFlight.toBytes() / 2 < maxBody.toBytes() + maxCompressed.toBytes()) {
            throw new IllegalArgumentException(
                    "Half of tocsin.metrics.max-in-flight, which one account may have, must hold"
                            + " a body of tocsin.metrics.max-body and tocsin.metrics.max-compressed");
        }
        if (grace.isNegative() || !maxDuration.isPositive()) {
            throw new IllegalArgumentException("tocsin.metrics.grace is not negative, max-duration is above 0");
        }
    }
}
