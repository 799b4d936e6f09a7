package io.tocsin.auth.addresses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:0:0:0:0/64",
        "2001:DB8:1:2::1, 2001:db8:1:2:0:0:0:0/64",
        "somewhere, somewhere",
        "1:2:3, 1:2:3"
    })
    void isWhatOneCustomerHas(String address, String network) {
        assertThat(Network.of(address)).isEqualTo(network);
    }
}
