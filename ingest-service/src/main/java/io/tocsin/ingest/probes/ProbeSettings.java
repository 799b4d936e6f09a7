package io.tocsin.ingest.probes;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How targets are probed.
 *
 * @param threads event loops that hold all connections of http, port and tls probes; 0 for one a processor
 * @param bodies room for bodies that are searched for a keyword, all together, half of it for one account at most; beyond it
 *     such checks are unknown
 * @param dnsServers resolvers, with a port or without; none for the system's
 * @param dnsCache how long addresses of a name are remembered at most
 * @param pings most ping processes at once; a quarter of them are one account's at most
 */
@ConfigurationProperties("tocsin.probes")
record ProbeSettings(
        @DefaultValue("0") int threads,
        @DefaultValue("64MB") DataSize bodies,
        @DefaultValue List<String> dnsServers,
        @DefaultValue("10s") Duration dnsCache,
        @DefaultValue("256") int pings) {
    ProbeSettings {
        dnsServers = dnsServers.stream()
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .toList();
        if (threads < 0 || pings < 1 || bodies.toBytes() < 2 << 20 || dnsCache.isNegative()) {
            throw new IllegalArgumentException(
                    "tocsin.probes: threads and dns-cache are not negative, pings is at least"
                            + " 1, bodies is at least 2MB");
        }
    }
}
