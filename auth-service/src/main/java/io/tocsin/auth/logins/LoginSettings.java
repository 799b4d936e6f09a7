package io.tocsin.auth.logins;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens of people's scripts.
 *
 * @param accessLife how long an access token is good
 * @param grace how long a refresh token that was used may be repeated, because the answer may have been lost
 */
@ConfigurationProperties("tocsin.logins")
record LoginSettings(
        @DefaultValue("15m") Duration accessLife,
        @DefaultValue("10s") Duration grace) {}
