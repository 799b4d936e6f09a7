package io.tocsin.ingest.checks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What the runner counts and measures. */
@Component
class CheckMeters {
    private static final String CHECKS = "checks";
    private static final String MEANING = "Checks by what came of them";

    private final MeterRegistry registry;
    private final Timer lateness;
    private final Counter up;
    private final Counter down;
    private final Counter unknown;
    private final Counter missed;
    private final Counter lost;

    CheckMeters(MeterRegistry registry) {
        this.registry = registry;
        lateness = Timer.builder("check.lateness")
                .description("From the slot of a check to the start of its probe")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
        up = checks("up");
        down = checks("down");
        unknown = checks("unknown");
        missed = checks("missed");
        lost = checks("lost");
    }

    /**
     * How late a probe started. Wake somebody when its 99th percentile stays above a second: the runner has too little
     * CPU, or too many targets time out at once for {@code tocsin.checks.concurrency}.
     */
    void started(Duration late) {
        lateness.record(late.isNegative() ? Duration.ZERO : late);
    }

    /** A target was as it should be. */
    void up() {
        up.increment();
    }

    /** A target was not. Wake nobody; look when most targets go down at once, for then it is our own network. */
    void down() {
        down.increment();
    }

    /** A probe failed on our side. Wake somebody when it happens at all outside of a shutdown. */
    void unknown() {
        unknown.increment();
    }

    /**
     * A slot that was not run, because it came too late or the check before it had not ended. Wake somebody when it grows
     * outside of a takeover.
     */
    void missed() {
        missed.increment();
    }

    /** A result that was given up because Kafka was away for too long. Wake somebody at the first. */
    void lost() {
        lost.increment();
    }

    /**
     * Monitors that this runner holds, and results that wait for Kafka. Wake somebody when no runner holds any although
     * there are monitors, or when results wait for a minute.
     */
    void watch(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private Counter checks(String outcome) {
        return Counter.builder(CHECKS)
                .description(MEANING)
                .tag("outcome", outcome)
                .register(registry);
    }
}
