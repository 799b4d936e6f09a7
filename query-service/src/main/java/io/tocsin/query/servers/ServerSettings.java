package io.tocsin.query.servers;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of what accounts have.
 *
 * @param most how many servers of one account may report within two days; samples of further ones are refused
 */
@ConfigurationProperties("tocsin.servers")
public record ServerSettings(@DefaultValue("10000") int most) {
    public ServerSettings {
        if (most < 1) {
            throw new IllegalArgumentException("tocsin.servers.most is at least 1, not " + most);
        }
    }
}
