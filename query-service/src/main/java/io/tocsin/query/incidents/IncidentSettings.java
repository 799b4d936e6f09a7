package io.tocsin.query.incidents;

import io.tocsin.platform.scheduling.Rest;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How monitors are watched.
 *
 * @param look rest between two looks for monitors that nobody observes any more
 */
@ConfigurationProperties("tocsin.incidents")
record IncidentSettings(@DefaultValue("5s") Duration look) {
    IncidentSettings {
        Rest.check("tocsin.incidents.look", look);
    }
}
