package io.tocsin.query.transformations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TransformationTest {
    private static final int MOST_REPETITIONS = 10;
    private static final String DOWN = """
        {"type": "monitor.down", "timestamp": "2026-11-21T12:00:00.000Z",
         "data": {"friendly_name": "Shop <1>", "reason": "The status is 503"}}
        """;

    @Test
    void makesWhatTheExpressionSays() {
        String made = made("{'text': data.friendly_name & ': ' & $uppercase(type)}");

        assertThat(made).isEqualTo("{\"text\":\"Shop <1>: MONITOR.DOWN\"}");
    }

    @Test
    void speaksToSlack() {
        JsonNode made = JsonMapper.shared().readTree(made("slack"));

        assertThat(made.path("text").asString()).isEqualTo("Shop &lt;1&gt; is down");
        assertThat(made.path("blocks").get(0).path("text").path("text").asString())
                .isEqualTo("*Shop &lt;1&gt; is down*\nThe status is 503");
        assertThat(made.path("blocks").size()).isEqualTo(2);
    }

    @Test
    void speaksToTeams() {
        JsonNode made = JsonMapper.shared().readTree(made("teams"));

        JsonNode card = made.path("attachments").get(0).path("content");
        assertThat(made.path("type").asString()).isEqualTo("message");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body").get(0).path("text").asString()).isEqualTo("Shop <1> is down");
        assertThat(card.path("body").get(0).path("color").asString()).isEqualTo("Attention");
        assertThat(card.path("body").get(1).path("facts").size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "$match(type, /a+/)",
                "1 / 2",
                "'a' &",
                "\"unfinished",
                "data#$i",
                "data@$d.type",
                "$reduce([1, 2], $append(?, ?))",
                "$map(data, $string( /* one */ ?))"
            })
    void isRefusedWhenItIsSet(String expression) {
        assertThatThrownBy(() -> Transformation.of(expression)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$map(['a'], function($x) { $uppercase($x) })",
                "$distinct(['A', 'A'])",
                "$split('A-b', '-')[0]",
                "$contains('A', 'A') ? 'A' : 'B'",
                "$uppercase('a') ~> $trim",
                "$sort(['B', 'A'])[0]",
                "$filter(['A', 'B'], function($x) { $x = 'A' })",
                "$substringBefore('A@#?', '@')",
            })
    void knowsTheLanguagesFunctions(String expression) {
        assertThat(made(expression)).isEqualTo("\"A\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "($f := function($n) { $f($n + 1) }; $f(1))",
                "($f := function($n) { 1 + $f($n + 1) }; $f(1))",
                "($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $f('abcd', 60))",
                "($f := function($s, $n) { $n = 0 ? $s : $f([$s, $s], $n - 1) }; $f('abcd', 60))",
                "[1..9999999]",
                "$sum([1..9999999].($ * 2))",
                "$pad('x', 2000000000)",
                "$eval('1')",
                "$join([1..90000].('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'))",
                "$replace('aaaaaaaaaaaaaaaaaaaa', 'a', $string([1..20000]))",
                "$count($reduce([1..90000], $append))",
                "($f := $append; $count($reduce([1..90000], $f)))",
                "$count($spread([1..9000].{'a': 1}))",
                "$count($distinct([1..20000].[[$, 0 - 31 * $]]))",
                "($h := $join([1..90000].('a')); $contains($h, $substring($h, 1, 45000) & 'b'))",
                "($h := $join([1..90000].('a')); $count($split($h, $substring($h, 1, 45000) & 'b')))",
                "$round(1.5, 20000000)",
                "$count([1..2000].[1..2000])",
                "data.nothing",
            })
    @Timeout(60)
    void endsInTimeAndMemory(String expression) {
        Transformation transformation = Transformation.of(expression);

        assertThatThrownBy(() -> transformation.apply(DOWN)).isInstanceOf(IllegalArgumentException.class);
    }

    /** What comes of it in the second that there is for it, on a machine that stands still in few of several seconds. */
    private static String made(String expression) {
        Transformation transformation = Transformation.of(expression);
        for (int i = 1; i < MOST_REPETITIONS; i++) {
            try {
                return transformation.apply(DOWN);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContaining("takes too long");
            }
        }
        return transformation.apply(DOWN);
    }
}
