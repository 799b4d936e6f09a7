package io.tocsin.platform.observability;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.platform.tokens.RouteTable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Counts and logs requests. How metrics, health and logs are exposed stands in the platform's defaults. */
@AutoConfiguration
@EnableConfigurationProperties(AccessLogSettings.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ObservabilityAutoConfiguration {
    /** Inside correlation and tracing, whose ids the log line carries; outside everything else. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 2;

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(
            MeterRegistry registry, ObjectProvider<RouteTable> routes, AccessLogSettings log) {
        FilterRegistrationBean<RequestFilter> filter = new FilterRegistrationBean<>(
                new RequestFilter(routes::getIfAvailable, new RequestMetrics(registry), new AccessLog(log)));
        filter.setOrder(ORDER);
        return filter;
    }
}
