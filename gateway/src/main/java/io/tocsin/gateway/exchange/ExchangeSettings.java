package io.tocsin.gateway.exchange;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an exchanged token is used again before auth-service is asked anew.
 *
 * @param session for session cookies, at most 5 s: a session that ended is noticed after that at the latest
 * @param client for client secrets, at most 60 s
 * @param remembered how many of each are remembered
 */
@ConfigurationProperties("tocsin.exchange")
record ExchangeSettings(
        @DefaultValue("5s") Duration session,
        @DefaultValue("60s") Duration client,
        @DefaultValue("10000") int remembered) {
    ExchangeSettings {
        if (session.compareTo(Duration.ofSeconds(5)) > 0) {
            throw new SettingsException("tocsin.exchange.session is at most 5s, not " + session);
        }
        if (client.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new SettingsException("tocsin.exchange.client is at most 60s, not " + client);
        }
    }
}
