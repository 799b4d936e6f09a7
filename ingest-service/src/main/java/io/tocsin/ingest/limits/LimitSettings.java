package io.tocsin.ingest.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an account's allowance follows from its plan. Each instance counts for itself.
 *
 * @param seriesPerCollector active series for each collector that the plan allows
 * @param samplesPerSeries samples a minute for each of those series, which is also the burst
 * @param activeFor a series counts for that long after its last sample, at most twice as long
 * @param tracked series that an instance remembers of all accounts together; beyond it none is refused
 */
@ConfigurationProperties("tocsin.limits")
record LimitSettings(
        @DefaultValue("1000") int seriesPerCollector,
        @DefaultValue("20") int samplesPerSeries,
        @DefaultValue("30m") Duration activeFor,
        @DefaultValue("2000000") int tracked) {
    LimitSettings {
        if (seriesPerCollector < 1 || samplesPerSeries < 1 || tracked < 1 || activeFor.toSeconds() < 1) {
            throw new IllegalArgumentException("tocsin.limits are figures above 0");
        }
    }

    long series(int collectors) {
        return (long) seriesPerCollector * collectors;
    }

    long samplesPerMinute(int collectors) {
        return series(collectors) * samplesPerSeries;
    }
}
