package io.tocsin.query.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FilterTest {
    private static final JsonNode PAYLOAD = JsonMapper.shared().readTree("""
        {"type": "monitor.down",
         "data": {"friendly_name": "Shop", "days_left": 13, "paused": false, "reason": null, "tags": ["a", "b"]}}
        """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = \"monitor.down\"",
                "type = 'monitor.down' and data.days_left < 14",
                "data.friendly_name contains 'ho'",
                "data.tags contains \"b\"",
                "type in [\"monitor.up\", \"monitor.down\"]",
                "not data.paused",
                "not (data.days_left >= 14 or data.paused = true)",
                "data.reason = null",
                "data.days_left = 13.0 and data.friendly_name",
                "data.missing != 'x'",
                "type = 'x' or data.days_left > 12 and data.days_left <= 13",
            })
    void accepts(String filter) {
        assertThat(Filter.parse(filter).accepts(PAYLOAD)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = 'monitor.up'",
                "data.missing",
                "data.friendly_name < 3",
                "data.reason contains 'x'",
                "data.friendly_name.deeper = 'Shop'",
            })
    void doesNotAccept(String filter) {
        assertThat(Filter.parse(filter).accepts(PAYLOAD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "and", "type =", "type = 'x", "(type = 'x'", "type = 'x')", "'x' = type", "a = b", "a ; b"})
    void isRefusedWithASentence(String filter) {
        assertThatThrownBy(() -> Filter.parse(filter))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(has|ends|can't).*");
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 990})
    void isRefusedWhenItGoesTooDeep(int depth) {
        assertThatThrownBy(() -> Filter.parse("(".repeat(depth))).isInstanceOf(IllegalArgumentException.class);
    }
}
