package io.tocsin.gateway.limits;

import io.tocsin.platform.errors.ErrorWriter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds both limits; where they stand among the other stages is the pipeline's matter. */
@Configuration(proxyBeanMethods = false)
class LimitsConfiguration {
    @Bean
    LateRefusalFilter lateRefusalFilter(LimitSettings settings) {
        return new LateRefusalFilter(settings.refusalDelay(), settings.refusals(), Thread::sleep);
    }

    @Bean
    AddressLimitFilter addressLimitFilter(LimitSettings settings, ErrorWriter errors) {
        return new AddressLimitFilter(new Buckets(settings.remembered()), settings.perAddress(), errors);
    }

    @Bean
    PrincipalLimitFilter principalLimitFilter(LimitSettings settings, AccountsTable accounts, ErrorWriter errors) {
        return new PrincipalLimitFilter(
                new PrincipalLimits(new Buckets(settings.remembered()), settings, accounts::requestsPerMinute), errors);
    }

    /** It runs in the security chain, right behind authentication, and nowhere else. */
    @Bean
    FilterRegistrationBean<PrincipalLimitFilter> principalLimitOnlyInTheChain(PrincipalLimitFilter filter) {
        FilterRegistrationBean<PrincipalLimitFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
