package io.tocsin.gateway.exchange;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tocsin.gateway.origins.ForgeryGuard;
import io.tocsin.platform.errors.ErrorWriter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the exchange; where it stands among the other stages is the pipeline's matter. */
@Configuration(proxyBeanMethods = false)
class ExchangeConfiguration {
    @Bean
    ExchangeFilter exchangeFilter(
            ExchangeSettings settings, TokenExchangeClient auth, ForgeryGuard forgery, ErrorWriter errors) {
        return new ExchangeFilter(
                auth,
                new ExchangedTokens(settings.session(), settings.remembered(), Ticker.systemTicker()),
                new ExchangedTokens(settings.client(), settings.remembered(), Ticker.systemTicker()),
                forgery,
                errors);
    }

    /** It runs in the security chain, right before authentication, and nowhere else. */
    @Bean
    FilterRegistrationBean<ExchangeFilter> exchangeOnlyInTheChain(ExchangeFilter filter) {
        FilterRegistrationBean<ExchangeFilter> registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }
}
