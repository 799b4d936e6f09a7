package io.tocsin.local.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the product's API answered, at one moment.
 *
 * @param pushed what the collector handed in
 * @param said the launcher's and the collector's last sentences
 * @param trouble why the picture is not of this moment; null if it is
 */
record Picture(
        String address,
        Instant now,
        Duration running,
        List<MonitorRow> monitors,
        List<Curve> curves,
        List<IncidentRow> incidents,
        Ledger.Totals pushed,
        List<String> said,
        @Nullable String trouble) {

    Picture {
        monitors = List.copyOf(monitors);
        curves = List.copyOf(curves);
        incidents = List.copyOf(incidents);
        said = List.copyOf(said);
    }

    /**
     * @param latency milliseconds of the last check; null if it got no answer
     * @param uptime percent; null while there are no checks
     */
    record MonitorRow(
            String name,
            String status,
            @Nullable Double latency,
            @Nullable Double uptime,
            @Nullable Instant lastChecked) {}

    /** The last minutes of one figure of this machine, oldest first. */
    record Curve(String name, String label, List<Double> values) {

        Curve {
            values = List.copyOf(values);
        }
    }

    /** @param resolved null while it is open */
    record IncidentRow(
            String id,
            String monitor,
            Instant opened,
            @Nullable Instant resolved,
            @Nullable String reason) {}
}
