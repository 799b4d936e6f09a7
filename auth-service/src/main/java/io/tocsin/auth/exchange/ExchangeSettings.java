package io.tocsin.auth.exchange;

import io.tocsin.auth.revocations.TokenLife;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Tokens that the gateway gets for a cookie.
 *
 * @param life how long such a token is good
 */
@ConfigurationProperties("tocsin.exchange")
record ExchangeSettings(@DefaultValue("60s") Duration life) {
    ExchangeSettings {
        TokenLife.check("tocsin.exchange.life", life);
    }
}
