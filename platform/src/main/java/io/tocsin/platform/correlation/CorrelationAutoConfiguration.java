package io.tocsin.platform.correlation;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Carries the correlation id in, through and on. */
@AutoConfiguration
public class CorrelationAutoConfiguration {
    @Bean
    FilterRegistrationBean<CorrelationFilter> correlationFilter() {
        FilterRegistrationBean<CorrelationFilter> filter = new FilterRegistrationBean<>(new CorrelationFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    RestClientCustomizer correlationOfCalls() {
        return builder -> builder.requestInterceptor((request, body, execution) -> {
            if (!request.getHeaders().containsHeader(Correlation.HEADER)) {
                request.getHeaders().set(Correlation.HEADER, Correlation.current());
            }
            return execution.execute(request, body);
        });
    }
}
