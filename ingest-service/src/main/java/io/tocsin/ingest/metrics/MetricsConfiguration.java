package io.tocsin.ingest.metrics;

import io.micrometer.observation.ObservationPredicate;
import io.tocsin.platform.correlation.Trace;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;

/** One bound for every way in. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    InFlight inFlight(MetricsSettings settings) {
        return new InFlight(settings.maxInFlight().toBytes());
    }

    /** While spans go nowhere a request goes on with the trace that its sender began, and begins none. */
    @Bean
    @ConditionalOnProperty(name = "management.tracing.export.otlp.enabled", havingValue = "false")
    ObservationPredicate onlyTraced() {
        return (_, context) -> !(context instanceof ServerRequestObservationContext served)
                || served.getCarrier() == null
                || served.getCarrier().getHeader(Trace.HEADER) != null;
    }
}
