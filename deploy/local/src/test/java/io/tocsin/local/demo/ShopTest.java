package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.processes.Ports;
import org.junit.jupiter.api.Test;

class ShopTest {

    @Test
    void isFoundWhereItStoodBefore() throws Exception {
        var port = Ports.free();
        try (var shop = Shop.open(port)) {
            assertThat(shop.address().getPort()).isEqualTo(port);
        }
        try (var again = Shop.open(port)) {
            assertThat(again.address().getPort()).isEqualTo(port);
        }
    }

    @Test
    void movesWhenItsPlaceIsTaken() throws Exception {
        try (var first = Shop.open(0);
                var second = Shop.open(first.address().getPort())) {
            assertThat(second.address()).isNotEqualTo(first.address());
        }
    }
}
