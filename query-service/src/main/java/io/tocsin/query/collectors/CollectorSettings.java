package io.tocsin.query.collectors;

import io.tocsin.platform.scheduling.Rest;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How collectors are watched.
 *
 * @param look rest between two looks for collectors that no longer push
 */
@ConfigurationProperties("tocsin.collectors")
record CollectorSettings(@DefaultValue("5s") Duration look) {
    CollectorSettings {
        Rest.check("tocsin.collectors.look", look);
    }
}
