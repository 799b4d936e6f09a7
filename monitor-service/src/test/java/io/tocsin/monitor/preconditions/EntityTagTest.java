package io.tocsin.monitor.preconditions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"3\" | true",
                "W/\"3\" | true",
                "\"1\", \"3\" | true",
                "* | true",
                "3 | false",
                "\"30\" | false",
                "\"\" | false"
            })
    void matchesItsOwnRevision(String ifMatch, boolean matches) {
        assertThat(new EntityTag(3).matches(ifMatch)).isEqualTo(matches);
    }
}
