package io.tocsin.auth.rates;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the limits before every call of better-auth, and before what lets people in at the other doors. */
@Configuration
class RateConfiguration implements WebMvcConfigurer {
    private final RateRules rates;

    RateConfiguration(RateRules rates) {
        this.rates = rates;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors
                .addInterceptor(rates)
                .addPathPatterns("/api/auth/**", "/api/v1/auth/login", "/api/v1/auth/external", "/auth/*");
    }
}
