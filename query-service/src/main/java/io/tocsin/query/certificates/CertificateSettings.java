package io.tocsin.query.certificates;

import io.tocsin.platform.scheduling.Rest;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When to warn of certificates.
 *
 * @param targets how long before the end of a target's certificate, once for each
 * @param collectors how long before the end of a collector's, once for each; they renew themselves at two thirds of
 *     their life, so this says that a renewal fails
 * @param look rest between two looks for collectors whose certificates end soon
 */
@ConfigurationProperties("tocsin.certificates")
record CertificateSettings(
        @DefaultValue({"14d", "7d", "1d"}) List<Duration> targets,
        @DefaultValue({"7d", "1d"}) List<Duration> collectors,
        @DefaultValue("30s") Duration look) {
    CertificateSettings {
        targets = checked("targets", targets);
        collectors = checked("collectors", collectors);
        Rest.check("tocsin.certificates.look", look);
    }

    private static List<Duration> checked(String name, List<Duration> before) {
        if (before.isEmpty() || !before.stream().allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("tocsin.certificates.%s has a time, each positive".formatted(name));
        }
        return before.stream().sorted().toList();
    }
}
