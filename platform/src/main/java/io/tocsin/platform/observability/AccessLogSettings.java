package io.tocsin.platform.observability;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the access log tells.
 *
 * @param successes whether requests that succeeded are told at level INFO; false for DEBUG, where they come by the thousand and
 *     metrics count them
 */
@ConfigurationProperties("tocsin.access-log")
record AccessLogSettings(@DefaultValue("true") boolean successes) {}
