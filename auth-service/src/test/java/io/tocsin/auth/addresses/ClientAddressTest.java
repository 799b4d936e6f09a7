package io.tocsin.auth.addresses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ClientAddressTest {
    private static final String SIGNED = "203.0.113.7;1763660566;X3jeme6qvRyrMEy2Ivtupvv2h4ftkVX9JE0si7U_6bU";

    private Instant now = Instant.ofEpochSecond(1763660570);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ClientAddress addresses = TestAddresses.at(() -> now, meters);

    @Test
    void believesWhatTheGatewaySigned() {
        assertThat(addresses.of(request(SIGNED))).isEqualTo("203.0.113.7");
    }

    @Test
    void believesNothingOld() {
        now = now.plusSeconds(60);

        assertThat(addresses.of(request(SIGNED))).isEqualTo("192.0.2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.8;1763660566;X3jeme6qvRyrMEy2Ivtupvv2h4ftkVX9JE0si7U_6bU",
                "203.0.113.7;1763660567;X3jeme6qvRyrMEy2Ivtupvv2h4ftkVX9JE0si7U_6bU",
                "203.0.113.7;99999999999999999999;x",
                "203.0.113.7;;",
                "203.0.113.7",
                ""
            })
    void believesNothingElse(String header) {
        assertThat(addresses.of(request(header))).isEqualTo("192.0.2.1");
        assertThat(meters.counter("client_addresses_disbelieved").count()).isEqualTo(1);
    }

    @Test
    void ignoresOtherHeaders() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.1");
        request.addHeader("X-Forwarded-For", "203.0.113.7");
        request.addHeader("Forwarded", "for=203.0.113.7");

        assertThat(addresses.of(request)).isEqualTo("192.0.2.1");
        assertThat(meters.counter("client_addresses_disbelieved").count()).isZero();
    }

    @Test
    void needsAKey() {
        assertThatThrownBy(() -> new AddressSettings("short", Duration.ofSeconds(60)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("FORWARDED_KEY");
    }

    private static MockHttpServletRequest request(String header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("192.0.2.1");
        request.addHeader(ClientAddress.HEADER, header);
        return request;
    }
}
