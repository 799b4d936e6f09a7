package io.tocsin.gateway.health;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where services say whether they are ready, and how often they are asked.
 *
 * @param authUrl management address of auth-service
 * @param monitorUrl management address of monitor-service
 * @param ingestUrl management address of ingest-service
 * @param queryUrl management address of query-service
 * @param fresh how long an answer is used again
 * @param patience how long an answer is waited for
 */
@ConfigurationProperties("tocsin.health")
record HealthSettings(
        @DefaultValue("http://127.0.0.1:9081") URI authUrl,
        @DefaultValue("http://127.0.0.1:9082") URI monitorUrl,
        @DefaultValue("http://127.0.0.1:9083") URI ingestUrl,
        @DefaultValue("http://127.0.0.1:9084") URI queryUrl,
        @DefaultValue("1s") Duration fresh,
        @DefaultValue("1500ms") Duration patience) {}
