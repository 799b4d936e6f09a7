package io.tocsin.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void sortsByTheTimeOfMaking() {
        assertThat(Stream.generate(() -> Ids.next("mon")).limit(100).toList()).isSorted();
    }

    @Test
    void knowsItsOwnShape() {
        assertThat(Ids.isOf("mon", Ids.next("mon"))).isTrue();
        assertThat(Ids.isOf("mon", Ids.next("col"))).isFalse();
        assertThat(Ids.isOf("mon", "mon_1")).isFalse();
    }
}
