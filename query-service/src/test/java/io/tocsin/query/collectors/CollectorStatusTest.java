package io.tocsin.query.collectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectorStatusTest {
    @ParameterizedTest
    @CsvSource({"0,ONLINE", "30,ONLINE", "31,LATE", "120,LATE", "121,OFFLINE"})
    void growsWorseWithSilence(int silence, CollectorStatus status) {
        Instant seen = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(CollectorStatus.of(seen, seen.plusSeconds(silence), 10)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"610,ONLINE", "611,LATE", "1800,LATE", "1801,OFFLINE"})
    void takesTheIntervalIntoAccount(int silence, CollectorStatus status) {
        Instant seen = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(CollectorStatus.of(seen, seen.plusSeconds(silence), 300)).isEqualTo(status);
    }
}
