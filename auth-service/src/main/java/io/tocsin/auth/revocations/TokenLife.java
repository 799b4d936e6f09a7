package io.tocsin.auth.revocations;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;

/** How long an access token may live at most: revocations are forgotten after that. */
public final class TokenLife {
    /** The longest life, an hour for operators who act as somebody, and the largest difference of clocks. */
    static final Duration REMEMBERED = Duration.ofMinutes(65);

    private static final Duration LONGEST = REMEMBERED.minusMinutes(2);

    private TokenLife() {}

    /** @throws SettingsException for a life that is longer than revocations are remembered, or none */
    public static void check(String setting, Duration life) {
        if (!life.isPositive() || life.compareTo(LONGEST) > 0) {
            throw new SettingsException(setting + " is between 1s and 63m: revocations are forgotten after 65 minutes");
        }
    }
}
