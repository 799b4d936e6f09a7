package io.tocsin.platform.egress;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** Offers the client and its parts; made only in a service that asks for them, the settings are checked in each. */
@AutoConfiguration
@EnableConfigurationProperties(EgressSettings.class)
class EgressAutoConfiguration {
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    AddressGuard addressGuard(EgressSettings settings) {
        return new AddressGuard(settings.allowedRanges());
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    GuardedResolver guardedResolver(AddressGuard guard) {
        return new GuardedResolver(guard);
    }

    @Bean
    @Lazy
    @ConditionalOnMissingBean
    EgressClient egressClient(GuardedResolver resolver, EgressSettings settings) {
        return new EgressClient(resolver, settings);
    }
}
