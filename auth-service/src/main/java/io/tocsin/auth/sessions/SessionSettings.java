package io.tocsin.auth.sessions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long people stay signed in.
 *
 * @param life from the last renewal on
 * @param shortLife where the person did not want to be remembered; such a session is not renewed
 * @param renewAfter age from which on a session that is used begins anew
 * @param remembered how long a session that has ended is kept; the addresses of past sessions are the ones that a person
 *     is let in from while strangers guess the password
 */
@ConfigurationProperties("tocsin.sessions")
public record SessionSettings(
        @DefaultValue("7d") Duration life,
        @DefaultValue("1d") Duration shortLife,
        @DefaultValue("1d") Duration renewAfter,
        @DefaultValue("30d") Duration remembered) {}
