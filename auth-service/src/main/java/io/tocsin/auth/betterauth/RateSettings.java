package io.tocsin.auth.betterauth;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often one network address may call this door in production.
 *
 * @param window for which calls are counted
 * @param credentials calls of sign-in, sign-up and change-password, each
 * @param others any other call
 */
@ConfigurationProperties("tocsin.better-auth.rate")
record RateSettings(
        @DefaultValue("10s") Duration window,
        @DefaultValue("3") int credentials,
        @DefaultValue("100") int others) {}
