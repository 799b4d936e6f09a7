package io.tocsin.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricQuestionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void asksForTheLastHourUnlessToldOtherwise() {
        MetricQuestion question = MetricQuestion.of(Map.of(), NOW);

        assertThat(question.from()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(question.to()).isAfter(NOW);
        assertThat(question.aggregate()).isNull();
    }

    @Test
    void asksForTheHourBeforeTheGivenEnd() {
        MetricQuestion question = MetricQuestion.of(Map.of("to", "2026-01-01T10:00:00Z"), NOW);

        assertThat(question.from()).isEqualTo(Instant.parse("2026-01-01T09:00:00Z"));
    }

    @Test
    void takesLabelsByTheirPrefix() {
        assertThat(MetricQuestion.of(Map.of("label.disk", "sda", "name", "used"), NOW)
                        .labels())
                .containsExactly(Map.entry("disk", "sda"));
    }

    @ParameterizedTest
    @CsvSource({"30,PT30S", "30s,PT30S", "5m,PT5M", "2h,PT2H", "1d,PT24H"})
    void readsSteps(String text, Duration step) {
        MetricQuestion question = MetricQuestion.of(Map.of("step", text), NOW);

        assertThat(question.step()).isEqualTo(step);
        assertThat(question.aggregate()).isEqualTo(Aggregate.AVG);
    }

    @ParameterizedTest
    @CsvSource({
        "step,0",
        "step,-5",
        "step,1w",
        "step,999999999999",
        "agg,median",
        "from,yesterday",
        "to,2026-13-01T00:00:00Z",
        "to,+999999999-01-01T00:00:00Z",
        "from,2026-01-02T00:00:00Z"
    })
    void refusesNonsense(String name, String value) {
        assertThatThrownBy(() -> MetricQuestion.of(Map.of(name, value), NOW)).isInstanceOf(ApiException.class);
    }

    @Test
    void showsNothingOlderThanThePlanKeeps() {
        MetricQuestion question = MetricQuestion.of(Map.of("from", "2025-01-01T00:00:00Z"), NOW);

        assertThat(question.since(NOW.minus(Duration.ofDays(7))).from()).isEqualTo(NOW.minus(Duration.ofDays(7)));
    }
}
