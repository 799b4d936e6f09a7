package io.tocsin.auth.signin;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a password may be guessed.
 *
 * @param attempts for one e-mail address from one network address within the window, whether there is such a user or not
 * @param window counted from the first of them
 */
@ConfigurationProperties("tocsin.sign-in")
record SignInSettings(
        @DefaultValue("5") int attempts,
        @DefaultValue("15m") Duration window) {}
