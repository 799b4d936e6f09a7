package io.tocsin.query.metrics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of what is stored and answered.
 *
 * @param maxSets how many different lists of series one source may use within two days; labels that never repeat
 *     would otherwise fill the dictionary
 * @param maxPoints points in one answer
 * @param maxSamples samples that the buckets of one answer are made of
 * @param maxSeries series in one answer
 */
@ConfigurationProperties("tocsin.metrics")
public record MetricSettings(
        @DefaultValue("20000") int maxSets,
        @DefaultValue("50000") int maxPoints,
        @DefaultValue("1000000") int maxSamples,
        @DefaultValue("2000") int maxSeries) {
    public MetricSettings {
        if (maxSets < 1 || maxPoints < 1 || maxSamples < 1 || maxSeries < 1) {
            throw new IllegalArgumentException(
                    "tocsin.metrics.max-sets, max-points, max-samples and max-series are at least 1");
        }
    }
}
