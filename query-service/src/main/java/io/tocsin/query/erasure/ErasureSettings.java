package io.tocsin.query.erasure;

import io.tocsin.platform.scheduling.Rest;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deleted accounts are erased.
 *
 * @param batch rows of an ordinary table that one transaction deletes
 * @param again for how long after its deletion an account is looked at again, since records of it may arrive late
 * @param look rest between two looks for accounts to erase
 */
@ConfigurationProperties("tocsin.erasure")
public record ErasureSettings(
        @DefaultValue("5000") int batch,
        @DefaultValue("2d") Duration again,
        @DefaultValue("5s") Duration look) {
    public ErasureSettings {
        if (batch < 1 || batch > 100_000) {
            throw new IllegalArgumentException("tocsin.erasure.batch is 1 to 100000, not " + batch);
        }
        if (again.isNegative()) {
            throw new IllegalArgumentException("tocsin.erasure.again is not negative");
        }
        Rest.check("tocsin.erasure.look", look);
    }
}
