package io.tocsin.auth.exchange;

import io.tocsin.platform.tokens.TokensAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Opens the exchange, which no table of public routes names: the gateway routes nobody to it. */
@Configuration
class ExchangeSecurity {
    @Bean
    @Order(TokensAutoConfiguration.ROUTES_ORDER - 20)
    SecurityFilterChain exchangeEndpoint(HttpSecurity http) {
        return TokensAutoConfiguration.stateless(http)
                .securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/exchange/session"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }
}
