package io.tocsin.auth.authorization;

import io.tocsin.auth.revocations.TokenLife;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens of OAuth clients.
 *
 * @param tokenLife how long an access token is good
 */
@ConfigurationProperties("tocsin.authorization")
record AuthorizationSettings(@DefaultValue("15m") Duration tokenLife) {
    AuthorizationSettings {
        TokenLife.check("tocsin.authorization.token-life", tokenLife);
    }
}
