package io.tocsin.platform.scheduling;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestTest {
    @ParameterizedTest
    @ValueSource(strings = {"PT0.001S", "PT1S", "PT1H"})
    void mayBeAnythingUpToAnHour(Duration rest) {
        assertThatCode(() -> Rest.check("tocsin.some.look", rest)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-1S", "PT0S", "PT0.0009S", "PT1H0.001S"})
    void stopsTheStartWhenItCanNotBeMeant(Duration rest) {
        assertThatThrownBy(() -> Rest.check("tocsin.some.look", rest))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("tocsin.some.look is between 1ms and 1h");
    }
}
