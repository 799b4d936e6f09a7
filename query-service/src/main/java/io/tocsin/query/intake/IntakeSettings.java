package io.tocsin.query.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are read.
 *
 * @param pause rest after a failure that may pass, or when a record waits for its definition
 * @param patience how long after its publication a record may wait for its definition
 * @param gathering pause between two looks for samples, at most 1 s: what has come meanwhile is fetched and stored together, which costs
 *     Kafka and the database about as much as a few of them alone
 */
@ConfigurationProperties("tocsin.intake")
public record IntakeSettings(
        @DefaultValue("500ms") Duration pause,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("20ms") Duration gathering) {
    public IntakeSettings {
        if (!pause.isPositive() || pause.compareTo(Duration.ofSeconds(10)) > 0) {
            throw new IllegalArgumentException("tocsin.intake.pause is up to 10 s, not " + pause);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("tocsin.intake.patience is not negative");
        }
        if (gathering.isNegative() || gathering.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("tocsin.intake.gathering is up to 1 s, not " + gathering);
        }
    }
}
