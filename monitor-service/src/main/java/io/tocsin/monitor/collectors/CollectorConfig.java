package io.tocsin.monitor.collectors;

/**
 * What a collector is told to do.
 *
 * @param json a JSON object
 * @param version from 1, counted up with every change
 */
record CollectorConfig(String json, int version) {
    static CollectorConfig of(Collector collector) {
        return new CollectorConfig(collector.config(), collector.configVersion());
    }
}
