package io.tocsin.gateway.routing;

import io.tocsin.platform.settings.SettingsException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services are and how long they are waited for.
 *
 * @param authUrl address of auth-service, scheme and host only, as the three others
 * @param monitorUrl address of monitor-service
 * @param ingestUrl address of ingest-service
 * @param queryUrl address of query-service
 * @param connectTimeout how long a connection may take to come about
 * @param responseTimeout how long a service may be silent; streams are exempt
 * @param authResponseTimeout the same for auth-service, so that a sign-in is refused within 2 s where it hangs
 * @param connections connections kept to one service at most, 1 to 10 000
 * @param streams the same for streams, which keep theirs for as long as they last
 * @param uploads bodies beyond 64 kB that one principal may have under way at once, 1 to 10 000
 * @param forwardedKey signs the client's address for auth-service; without it the address is not told
 */
@ConfigurationProperties("tocsin.routing")
public record RoutingSettings(
        @DefaultValue("http://127.0.0.1:8081") URI authUrl,
        @DefaultValue("http://127.0.0.1:8082") URI monitorUrl,
        @DefaultValue("http://127.0.0.1:8083") URI ingestUrl,
        @DefaultValue("http://127.0.0.1:8084") URI queryUrl,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("10s") Duration responseTimeout,
        @DefaultValue("1800ms") Duration authResponseTimeout,
        @DefaultValue("256") int connections,
        @DefaultValue("5000") int streams,
        @DefaultValue("16") int uploads,
        @DefaultValue("") String forwardedKey) {
    public RoutingSettings {
        requireAddress("AUTH_URL", authUrl);
        requireAddress("MONITOR_URL", monitorUrl);
        requireAddress("INGEST_URL", ingestUrl);
        requireAddress("QUERY_URL", queryUrl);
        requireCount("connections", connections);
        requireCount("streams", streams);
        requireCount("uploads", uploads);
    }

    Map<String, URI> addresses() {
        return Map.of("auth", authUrl, "monitor", monitorUrl, "ingest", ingestUrl, "query", queryUrl);
    }

    Duration patience(String service) {
        return service.equals("auth") ? authResponseTimeout : responseTimeout;
    }

    private static void requireCount(String setting, int count) {
        if (count < 1 || count > 10_000) {
            throw new SettingsException("tocsin.routing.%s is 1 to 10000, not %d".formatted(setting, count));
        }
    }

    private static void requireAddress(String setting, URI address) {
        String path = address.getRawPath();
        if (address.getHost() == null
                || !Set.of("http", "https").contains(address.getScheme())
                || path != null && !path.isEmpty() && !path.equals("/")) {
            throw new SettingsException(
                    setting + " is scheme, host and port, like http://127.0.0.1:8081, not " + address);
        }
    }
}
