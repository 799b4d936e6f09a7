package io.tocsin.query.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeliverySettingsTest {
    @Test
    void giveATryFifteenSeconds() {
        DeliverySettings unset = new Binder(new MapConfigurationPropertySource())
                .bindOrCreate("tocsin.deliveries", DeliverySettings.class);

        assertThat(unset.deadline()).isEqualTo(Duration.ofSeconds(15));
    }
}
