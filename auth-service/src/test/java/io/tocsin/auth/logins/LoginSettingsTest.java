package io.tocsin.auth.logins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoginSettingsTest {
    private static final Duration LIFE = Duration.ofMinutes(15);

    @Test
    void letUsedRefreshTokensBeRepeatedForTenSeconds() {
        LoginSettings unset =
                new Binder(new MapConfigurationPropertySource()).bindOrCreate("tocsin.logins", LoginSettings.class);

        assertThat(unset.grace()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void letNobodyRepeatThemForLong() {
        assertThatThrownBy(() -> new LoginSettings(LIFE, Duration.ofSeconds(61), Duration.ofDays(30)))
                .isInstanceOf(SettingsException.class);
    }
}
