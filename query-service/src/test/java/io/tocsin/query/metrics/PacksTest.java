package io.tocsin.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PacksTest {
    @ParameterizedTest
    @CsvSource({"1,7", "7,7", "8,30", "30,30", "31,400", "400,400", "2147483647,400"})
    void keepsAtLeastAsLongAsThePlanSays(int days, int retentionClass) {
        assertThat(Packs.classFor(days)).isEqualTo(retentionClass);
    }
}
