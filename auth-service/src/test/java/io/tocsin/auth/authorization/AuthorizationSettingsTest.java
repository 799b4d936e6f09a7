package io.tocsin.auth.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AuthorizationSettingsTest {
    @Test
    void letClientsGiveBackSixtyTokensInAMinute() {
        AuthorizationSettings unset = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("tocsin.authorization", AuthorizationSettings.class);

        assertThat(unset.revocations()).isEqualTo(60);
    }
}
