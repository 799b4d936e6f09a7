package io.tocsin.auth.exports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTest {
    @Test
    void quotesWhatWouldBreakTheLine() {
        assertThat(Csv.of(List.of("name", "note"), List.of(Map.of("name", "Ada, \"Countess\"", "note", "a\nb"))))
                .isEqualTo("name,note\r\n\"Ada, \"\"Countess\"\"\",\"a\nb\"\r\n");
    }

    @Test
    void disarmsFormulas() {
        assertThat(Csv.of(List.of("name"), List.of(Map.of("name", "=HYPERLINK(1)"))))
                .isEqualTo("name\r\n'=HYPERLINK(1)\r\n");
    }

    @Test
    void namesItsColumnsWithoutRows() {
        assertThat(Csv.of(List.of("id", "name"), List.of())).isEqualTo("id,name\r\n");
    }
}
