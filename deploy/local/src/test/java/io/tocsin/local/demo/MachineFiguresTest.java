package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineFiguresTest {

    @Test
    void readsThisMachine() {
        var figures = new MachineFigures();

        var samples = figures.read();

        assertThat(samples)
                .extracting(Sample::name)
                .contains("cpu_usage_percent", "memory_total_bytes", "memory_used_bytes");
        assertThat(samples)
                .allSatisfy(sample -> assertThat(sample.value()).isFinite().isNotNegative());
        assertThat(figures.cores()).isPositive();
        assertThat(figures.hostname()).isNotBlank();
    }
}
