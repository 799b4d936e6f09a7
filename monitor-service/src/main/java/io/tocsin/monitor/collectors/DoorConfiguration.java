package io.tocsin.monitor.collectors;

import io.tocsin.platform.door.CollectorCertificate;
import io.tocsin.platform.tokens.TokensAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Lets renewals in that come through the door; no route leads there, so they come no other way. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
    @Bean
    @Order(TokensAutoConfiguration.ROUTES_ORDER - 1)
    SecurityFilterChain renewals(HttpSecurity http) {
        return TokensAutoConfiguration.stateless(http)
                .securityMatcher(request -> request.getRequestURI().equals(CollectorSettings.RENEWAL_PATH)
                        && CollectorCertificate.presentedWith(request) != null)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
