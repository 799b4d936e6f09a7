package io.tocsin.ingest.metrics;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One bound for every way in. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    InFlight inFlight(MetricsSettings settings) {
        return new InFlight(settings.maxInFlight().toBytes());
    }
}
