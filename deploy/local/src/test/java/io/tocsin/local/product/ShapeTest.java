package io.tocsin.local.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.services.ServicePorts;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShapeTest {

    @Test
    void aShapeIsRememberedWithTheProduct(@TempDir Path folder) throws Exception {
        var home = new Home(folder);
        var shape = new Shape(new ServicePorts(3000, 100), true, false, true);

        shape.remember(home);

        assertThat(Shape.remembered(home)).contains(shape);
    }

    @Test
    void aPlaceWhereNothingWasStartedHasNoShape(@TempDir Path folder) throws Exception {
        assertThat(Shape.remembered(new Home(folder))).isEmpty();
    }

    @Test
    void whatIsNamedReplacesAnEmbeddedPart() {
        var ports = ServicePorts.movedBy(0);

        assertThat(External.of(Map.of()).shape(ports)).isEqualTo(new Shape(ports, true, true, true));
        assertThat(External.of(Map.of("DATABASE_URL", "postgresql://a:b@host/postgres"))
                        .shape(ports))
                .isEqualTo(new Shape(ports, false, true, true));
        assertThat(External.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "k:9092", "SCHEMA_REGISTRY_URL", "http://r"))
                        .shape(ports))
                .isEqualTo(new Shape(ports, true, false, false));
    }

    @Test
    void anUnusableAddressIsRefusedWithoutShowingItsPassword() {
        assertThatThrownBy(() -> External.of(Map.of("DATABASE_URL", "jdbc:postgresql://a:hidden@host/db")))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("DATABASE_URL can't be used")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aBrokerThatDoesNotAnswerIsNamed() {
        var external = External.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));

        assertThatThrownBy(external::requireAnswers)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNamed() {
        var external = External.of(Map.of("SCHEMA_REGISTRY_URL", "http://127.0.0.1:1/apis/ccompat/v7"));

        assertThatThrownBy(external::requireAnswers)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("SCHEMA_REGISTRY_URL");
    }

    @Test
    void aFullDiskIsSaid(@TempDir Path folder) {
        assertThatThrownBy(() -> Disk.requireFree(new Home(folder), Long.MAX_VALUE))
                .isInstanceOf(LaunchException.class)
                .hasMessageMatching("Only \\d+ MB are free on the disk .* make room first\\.");
    }
}
