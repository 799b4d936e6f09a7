package io.tocsin.platform.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How access tokens are validated.
 *
 * @param jwksUri the only place that keys are fetched from; what a token says of keys is ignored
 * @param clockSkew how far clocks may differ, at most 60 s
 * @param outageTolerance how long known keys stay good while that place does not answer
 * @param cached how many verified tokens are remembered until they expire
 */
@ConfigurationProperties("tocsin.tokens")
public record TokenSettings(
        @DefaultValue("http://127.0.0.1:8081/oauth/jwks") String jwksUri,
        @DefaultValue("30s") Duration clockSkew,
        @DefaultValue("12h") Duration outageTolerance,
        @DefaultValue("10000") int cached) {
    public TokenSettings {
        if (clockSkew.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("tocsin.tokens.clock-skew is at most 60s");
        }
    }
}
