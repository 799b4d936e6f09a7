package io.tocsin.local.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Part;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductTest {

    @TempDir
    Path folder;

    Home home;
    Witness witness = new Witness();
    Product product;

    @BeforeEach
    void settle() {
        home = new Home(folder);
    }

    @AfterEach
    void stop() throws Exception {
        product.stop();
    }

    @Test
    void servicesComeAfterTheInfrastructureAndGoBeforeIt() throws Exception {
        product = product(steady("store"), steady("service"));

        product.start();
        product.stop();

        assertThat(witness.all())
                .containsExactly(
                        "store begins",
                        "store is ready",
                        "prepared",
                        "service begins",
                        "service is ready",
                        "service stopped",
                        "store stopped");
    }

    @Test
    void aPartThatDiesAtTheStartEndsTheStart() throws Exception {
        product = product(steady("store"), ShellPart.of("service", folder.resolve("service"), "exit 3"));

        assertThatThrownBy(product::start)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("service exited with code 3 while it was starting")
                .hasMessageContaining(home.log("service").toString());
        assertThat(witness.all()).contains("service failed");
    }

    @Test
    void aPartThatIsNeverReadyEndsTheStart() throws Exception {
        product =
                product(steady("store"), ShellPart.neverReady("service", folder.resolve("service"), "exec sleep 600"));

        assertThatThrownBy(product::start)
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("service was not ready after 1 s");
        assertThat(home.pidFile("service").live()).isEmpty();
    }

    @Test
    void partsThatFailTogetherAreAllEnded() throws Exception {
        var stubborn = "trap 'sleep 1; exit' TERM; touch started; while :; do sleep 0.1; done";
        product = new Product(
                List.of(),
                () -> {},
                List.of(
                        ShellPart.neverReady("first", folder.resolve("first"), stubborn),
                        ShellPart.neverReady("second", folder.resolve("second"), stubborn)),
                home,
                witness);

        assertThatThrownBy(product::start).isInstanceOf(LaunchException.class);

        assertThat(home.pidFile("first").path()).doesNotExist();
        assertThat(home.pidFile("second").path()).doesNotExist();
    }

    @Test
    void aPartThatDiesLaterIsStartedAgain() throws Exception {
        product = product(steady("store"), steady("service"));
        product.start();
        var first = home.pidFile("service").live().orElseThrow();

        first.destroyForcibly();

        assertThat(witness.await("starting it again"))
                .isEqualTo("service was ended by signal 9; starting it again in 1.0 s.");
        witness.await("service is ready again");
        assertThat(home.pidFile("service").live()).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void aStopDuringTheStartEndsWhatWasStarted() throws Exception {
        product = product(steady("store"), ShellPart.of("service", folder.resolve("service"), "exec sleep 600"));
        var stopper = Thread.ofVirtual().start(() -> {
            try {
                witness.await("service begins");
                product.stop();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThatThrownBy(product::start).isInstanceOf(InterruptedException.class);

        stopper.join();
        assertThat(home.pidFile("store").live()).isEmpty();
        assertThat(home.pidFile("service").live()).isEmpty();
    }

    private Product product(Part infrastructure, Part service) {
        return new Product(List.of(infrastructure), () -> witness.say("prepared"), List.of(service), home, witness);
    }

    private Part steady(String name) {
        return ShellPart.steady(name, folder.resolve(name));
    }
}
