package io.tocsin.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What ingest counts of samples. */
@Component
class MetricsMeters {
    private final Counter accepted;
    private final Counter refused;

    MetricsMeters(MeterRegistry registry, InFlight inFlight) {
        accepted = Counter.builder("ingest.samples")
                .description("Samples by what became of them")
                .tag("outcome", "accepted")
                .register(registry);
        refused = Counter.builder("ingest.samples")
                .description("Samples by what became of them")
                .tag("outcome", "refused")
                .register(registry);
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
    void accepted(int samples) {
        accepted.increment(samples);
    }

    /**
     * Samples that were refused for what they are. Wake nobody: it is the sender's to repair. Look when it jumps for all
     * senders at once, which is what a wrong clock of ours does.
     */
    void refused(int samples) {
        refused.increment(samples);
    }
}
