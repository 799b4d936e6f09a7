package io.tocsin.platform.scheduling;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;

/**
 * The rest of work that is done by the clock, between the end of one time and the beginning of the next. Where it is a
 * setting, the work is registered with the value of the checked record, which no annotation could take from there.
 */
public final class Rest {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private Rest() {}

    /**
     * @param setting its name, for the one who set it
     * @throws SettingsException for one that is not between 1 ms and 1 h
     */
    public static void check(String setting, Duration rest) {
        if (rest.compareTo(SHORTEST) < 0 || rest.compareTo(LONGEST) > 0) {
            throw new SettingsException(setting + " is between 1ms and 1h, not " + rest);
        }
    }
}
