package io.tocsin.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-21T08:19:47Z",
                "2026-11-21T08:19:47.1Z",
                "2026-11-21T08:19:47.123Z",
                "2026-11-21T08:19:47.123456789Z",
                "2024-02-29T23:59:59.999+00:00",
                "2026-01-01T00:30:00+01:00",
                "2026-12-31T23:30:00-05:30",
                "1969-12-31T23:59:59.999Z",
                "0001-01-01T00:00:00Z"
            })
    void readsWhatTheJdkReads(String text) {
        assertThat(Rfc3339.millis(text))
                .isEqualTo(OffsetDateTime.parse(text).toInstant().toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-21t08:19:47z", "2026-11-21 08:19:47Z"})
    void readsTheSpellingsThatTheRfcAllows(String text) {
        assertThat(Rfc3339.millis(text))
                .isEqualTo(Instant.parse("2026-11-21T08:19:47Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2016-12-31T23:59:60Z"})
    void readsALeapSecondAsTheNext(String text) {
        assertThat(Rfc3339.millis(text))
                .isEqualTo(Instant.parse("2017-01-01T00:00:00Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-21",
                "2026-11-21T08:19:47",
                "2026-11-21T08:19Z",
                "2026-13-21T08:19:47Z",
                "2026-02-30T08:19:47Z",
                "2026-11-21T24:19:47Z",
                "2026-11-21T08:60:47Z",
                "2026-11-21T08:19:61Z",
                "2026-11-21T08:19:47.Z",
                "2026-11-21T08:19:47.5",
                "2026-11-21T08:19:47ZZ",
                "2026-11-21T08:19:47+1:00",
                "2026-11-21T08:19:47+0100",
                "2026-11-21T08:19:47+24:00",
                "2026-11-21X08:19:47Z",
                "+026-11-21T08:19:47Z",
                "٢٠٢٦-11-21T08:19:47Z",
                "2026-11-21T08:19:47.12345678901234567890123Z"
            })
    void refusesEverythingElse(String text) {
        assertThat(Rfc3339.millis(text)).isEqualTo(Rfc3339.INVALID);
    }
}
