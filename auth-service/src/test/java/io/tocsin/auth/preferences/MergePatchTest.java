package io.tocsin.auth.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class MergePatchTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** The cases of RFC 7396, appendix A, whose target and patch are objects. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {"a":"b"}               | {"a":"c"}                 | {"a":"c"}
        {"a":"b"}               | {"b":"c"}                 | {"a":"b","b":"c"}
        {"a":"b"}               | {"a":null}                | {}
        {"a":"b","b":"c"}       | {"a":null}                | {"b":"c"}
        {"a":["b"]}             | {"a":"c"}                 | {"a":"c"}
        {"a":"c"}               | {"a":["b"]}               | {"a":["b"]}
        {"a":{"b":"c"}}         | {"a":{"b":"d","c":null}}  | {"a":{"b":"d"}}
        {"a":[{"b":"c"}]}       | {"a":[1]}                 | {"a":[1]}
        {"e":null}              | {"a":1}                   | {"e":null,"a":1}
        {}                      | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
        """)
    void mergesAsTheStandardSays(String target, String patch, String merged) {
        ObjectNode result = MergePatch.apply(JSON.readTree(target), (ObjectNode) JSON.readTree(patch));

        assertThat(result).isEqualTo(JSON.readTree(merged));
    }
}
