package io.tocsin.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** What ingest counts of samples. */
@Component
class MetricsMeters {
    private final MeterRegistry registry;
    private final Map<String, Counter> accepted = new ConcurrentHashMap<>();
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();

    MetricsMeters(MeterRegistry registry, InFlight inFlight) {
        this.registry = registry;
        // Nobody is woken by a peak. Wake somebody when it stays near tocsin.metrics.max-in-flight for minutes: Kafka
        // is
        // slow, or there are too few instances, and senders are being turned away.
        Gauge.builder("ingest.in.flight", inFlight, InFlight::bytes)
                .description("Decompressed bytes of batches that are under way")
                .baseUnit("bytes")
                .register(registry);
    }

    /**
     * Samples that Kafka has acknowledged. Wake somebody when it falls to nothing although requests arrive: either Kafka
     * takes nothing, or no sender passes the door.
     */
    void accepted(String protocol, int samples) {
        accepted.computeIfAbsent(protocol, name -> counter(name, "accepted")).increment(samples);
    }

    /**
     * Samples that were refused for what they are. Wake nobody: it is the sender's to repair. Look when it jumps for all
     * senders at once, which is what a wrong clock of ours does.
     */
    void refused(String protocol, int samples) {
        refused.computeIfAbsent(protocol, name -> counter(name, "refused")).increment(samples);
    }

    private Counter counter(String protocol, String outcome) {
        return Counter.builder("ingest.samples")
                .description("Samples by protocol and by what became of them")
                .tag("protocol", protocol)
                .tag("outcome", outcome)
                .register(registry);
    }
}
