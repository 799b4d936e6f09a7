package io.tocsin.local.processes;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void aFreePortIsAccepted() throws Exception {
        var port = Ports.free();

        assertThatCode(() -> Ports.requireFree(port, "kafka")).doesNotThrowAnyException();
    }

    @Test
    void aPortThatIsTakenOnAllAddressesIsTakenOnLoopbackToo() throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Ports.requireFree(taken.getLocalPort(), "kafka"))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageContaining("Port %d, which kafka needs".formatted(taken.getLocalPort()))
                    .hasMessageContaining(
                            "pid %d".formatted(ProcessHandle.current().pid()));
        }
    }
}
