package io.tocsin.platform.egress;

import io.tocsin.platform.settings.SettingsException;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How calls to customers' addresses leave the house.
 *
 * @param allowedRanges ranges in CIDR notation that may be reached although they are not public; none by default
 * @param userAgent how the product names itself to the servers that it calls, unless a request says otherwise
 * @param keptConnections most connections, idle ones included, that are kept open for requests that allow it
 * @param keptConnectionsPerHost most of them to one host
 */
@ConfigurationProperties("tocsin.egress")
public record EgressSettings(
        @DefaultValue List<String> allowedRanges,
        @DefaultValue("Tocsin") String userAgent,
        @DefaultValue("500") int keptConnections,
        @DefaultValue("20") int keptConnectionsPerHost) {

    public EgressSettings {
        allowedRanges = allowedRanges.stream()
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .toList();
        try {
            allowedRanges.forEach(AddressRange::parse);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("EGRESS_ALLOWED_RANGES: " + e.getMessage());
        }
        if (keptConnections < 1 || keptConnectionsPerHost < 1) {
            throw new SettingsException(
                    "tocsin.egress.kept-connections and tocsin.egress.kept-connections-per-host must be at least 1");
        }
    }
}
