package io.tocsin.auth.clients;

import io.tocsin.platform.errors.ApiException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A wish for a new secret.
 *
 * @param overlapSeconds how long the secret before it stays good: 0 to 604800 (seven days), 86400 unless told
 */
record SecretRotation(@Nullable Long overlapSeconds) {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    SecretRotation {
        if (overlapSeconds != null && (overlapSeconds < 0 || overlapSeconds > LONGEST.toSeconds())) {
            throw ApiException.invalid("overlap_seconds", "is between 0 and 604800");
        }
    }

    Duration overlap() {
        return overlapSeconds == null ? USUAL : Duration.ofSeconds(overlapSeconds);
    }
}
