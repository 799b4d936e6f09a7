package io.tocsin.auth.betterauth;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the limits before every call of this door. */
@Configuration
class DoorConfiguration implements WebMvcConfigurer {
    private final RateRules rates;

    DoorConfiguration(RateRules rates) {
        this.rates = rates;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(rates).addPathPatterns("/api/auth/**");
    }
}
