package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void spansGrowCoarser() {
        assertThat(Words.span(Duration.ofMillis(59_900))).isEqualTo("59 s");
        assertThat(Words.span(Duration.ofSeconds(61))).isEqualTo("1 min 01 s");
        assertThat(Words.span(Duration.ofSeconds(7380))).isEqualTo("2 h 03 min");
        assertThat(Words.span(Duration.ofSeconds(-3))).isEqualTo("0 s");
    }

    @Test
    void figuresCarryTheirUnit() {
        assertThat(Words.figure("cpu_usage_percent", 12.34)).isEqualTo("12.3 %");
        assertThat(Words.figure("memory_used_bytes", 3.0 * (1 << 30))).isEqualTo("3.0 GB");
        assertThat(Words.figure("network_sent_bytes_per_second", 512.0)).isEqualTo("512 B/s");
        assertThat(Words.figure("load_1m", 0.5)).isEqualTo("0.50");
        assertThat(Words.figure("load_1m", null)).isEqualTo("-");
    }
}
