package io.tocsin.query.heartbeats;

import io.tocsin.platform.scheduling.Rest;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls are waited for.
 *
 * @param look rest between two looks for calls that did not come
 */
@ConfigurationProperties("tocsin.heartbeats")
record HeartbeatSettings(@DefaultValue("1s") Duration look) {
    HeartbeatSettings {
        Rest.check("tocsin.heartbeats.look", look);
    }
}
