package io.tocsin.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:0:1:a:b:c:d, 2001:db8:0:1",
        "2001:db8:0:1::d, 2001:db8:0:1",
        "2001:db8::d, 2001:db8:0:0",
        "0:0:0:0:0:0:0:1, 0:0:0:0",
        "fe80::1%eth0, fe80:0:0:0",
        "::ffff:192.0.2.7, 192.0.2.7"
    })
    void countsANetworkAsOne(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }
}
