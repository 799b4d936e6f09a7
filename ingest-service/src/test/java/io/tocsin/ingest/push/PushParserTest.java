package io.tocsin.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tocsin.ingest.metrics.Facts;
import io.tocsin.ingest.metrics.Samples;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushParserTest {
    @Test
    void readsEverythingThatABatchMaySay() {
        Push push = parse("""
            {"server":{"hostname":"web","os":"Debian","cores":8},
             "metrics":[{"timestamp":1000,"labels":{"b":"2","a":"1"},"value":-1.5e3,"name":"disk:free.bytes"}],
             "timestamp":"1970-01-01T00:00:02Z","batch_id":"b-1","collector_id":"col_1"}\
            """);

        assertThat(push.collectorId()).isEqualTo("col_1");
        assertThat(push.batchId()).isEqualTo("b-1");
        assertThat(push.timestamp()).isEqualTo(2000L);
        assertThat(push.facts()).isEqualTo(new Facts("web", "Debian", 8));
        assertThat(push.items()).isEqualTo(1);
        assertThat(push.samples().series(0)).hasToString("disk:free.bytes[a, 1, b, 2]");
        assertThat(push.samples().time(0)).isEqualTo(1000);
        assertThat(push.samples().value(0)).isEqualTo(-1500);
    }

    @Test
    void takesNullForWhatMayBeMissing() {
        Push push = parse("""
            {"collector_id":null,"batch_id":null,"timestamp":null,"server":null,
             "metrics":[{"name":"a","value":1,"labels":null,"timestamp":null}]}\
            """);

        assertThat(push.batchId()).isNull();
        assertThat(push.samples().time(0)).isEqualTo(Samples.NO_TIME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "{",
                "{\"metrics\":[{\"name\":\"a\",\"value\":NaN}]}",
                "{\"metrics\":[{\"name\":\"a\",\"value\":Infinity}]}",
                "{\"metrics\":[{\"name\":\"a\",\"value\":01}]}",
                "{\"metrics\":[{\"name\":\"a\",\"value\":1}]",
                "{\"metrics\":[{\"name\":\"a\",\"value\":1}]} {}",
                "{\"metrics\":[{\"name\":\"a\",\"value\":1}]} x",
                "{'metrics':[]}",
                "{\"metrics\":[{\"name\":\"a\",\"value\":1},]}"
            })
    void refusesWhatIsNoJson(String body) {
        assertThat(refusal(body).code()).isIn(ErrorCode.VALIDATION_002, ErrorCode.VALIDATION_001);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        []                                                                  | The body is a JSON object
        {}                                                                  | metrics is missing
        {"metrics":[]}                                                      | metrics is empty
        {"metrics":{}}                                                      | metrics must be an array
        {"metrics":null}                                                    | metrics must be an array
        {"metrics":[1]}                                                     | metrics[0] must be an object
        {"metrics":[{"name":"a"}]}                                          | metrics[0].value is missing
        {"metrics":[{"value":1}]}                                           | metrics[0].name is missing
        {"metrics":[{"name":"a","value":"1"}]}                              | metrics[0].value must be a number
        {"metrics":[{"name":"a","value":"NaN"}]}                            | metrics[0].value must be a number
        {"metrics":[{"name":"a","value":null}]}                             | metrics[0].value must be a number
        {"metrics":[{"name":"a","value":true}]}                             | metrics[0].value must be a number
        {"metrics":[{"name":"a","value":[1]}]}                              | metrics[0].value must be a number
        {"metrics":[{"name":1,"value":1}]}                                  | metrics[0].name must be a string
        {"metrics":[{"name":"a","value":1,"labels":[]}]}                    | metrics[0].labels must be an object
        {"metrics":[{"name":"a","value":1,"labels":{"a":1}}]}               | metrics[0].labels must hold strings only
        {"metrics":[{"name":"a","value":1,"labels":{"a":"1","a":"1"}}]}     | metrics[0].labels names a label twice
        {"metrics":[{"name":"a","value":1,"unit":"s"}]}                     | metrics[0].unit is not a known field
        {"metrics":[{"name":"a","value":1,"value":2}]}                      | metrics[0].value appears twice
        {"metrics":[{"name":"a","name":"b","value":2}]}                     | metrics[0].name appears twice
        {"metrics":[{"name":"a","value":1,"timestamp":1.5}]}                | metrics[0].timestamp must be an RFC 3339 string or whole milliseconds
        {"metrics":[{"name":"a","value":1}],"metrics":[]}                   | metrics appears twice
        {"metrics":[{"name":"a","value":1}],"account_id":"x"}               | account_id is not a known field
        {"batch_id":"","metrics":[{"name":"a","value":1}]}                  | batch_id is 1 to 128 letters, digits and . _ : -
        {"batch_id":5,"metrics":[{"name":"a","value":1}]}                   | batch_id must be a string
        {"timestamp":"now","metrics":[{"name":"a","value":1}]}              | timestamp is no RFC 3339 time
        {"server":[],"metrics":[{"name":"a","value":1}]}                    | server must be an object
        {"server":{},"metrics":[{"name":"a","value":1}]}                    | server.hostname is missing
        {"server":{"hostname":" "},"metrics":[{"name":"a","value":1}]}      | server.hostname is 1 to 253 printable characters
        {"server":{"hostname":"h","cores":0},"metrics":[]}                  | server.cores must be a whole number above 0
        {"server":{"hostname":"h","cores":1e9},"metrics":[]}                | server.cores must be a whole number above 0
        {"server":{"hostname":"h","ip":"x"},"metrics":[]}                   | server.ip is not a known field
        {"collector_id":"a","collector_id":"b","metrics":[]}                | collector_id appears twice
        """)
    void refusesTheBatchForItsShape(String body, String message) {
        assertThat(refusal(body).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "name":"","value":1                              | name must match
        "name":"9a","value":1                            | name must match
        "name":"a b","value":1                           | name must match
        "name":"ä","value":1                             | name must match
        "name":"a","value":1e999                         | value is larger than a double
        "name":"a","value":-1e999                        | value is larger than a double
        "name":"a","value":1,"timestamp":"yesterday"     | timestamp is no RFC 3339 time
        "name":"a","value":1,"timestamp":1e400           | timestamp
        "name":"a","value":1,"labels":{"":"x"}           | a label's name must match
        "name":"a","value":1,"labels":{"a:b":"x"}        | a label's name must match
        "name":"a","value":1,"labels":{"a":"\\u0000"}    | a label's value has more than 1024
        "name":"a","value":1,"labels":{"a":"\\ud800"}    | a label's value has more than 1024
        "name":"a","value":1,"labels":{"a":"\\udc00x"}   | a label's value has more than 1024
        """)
    void refusesTheItemForItsContent(String item, String reason) {
        if (item.contains("1e400")) {
            assertThat(refusal("{\"metrics\":[{%s}]}".formatted(item)).message())
                    .contains(reason);
            return;
        }
        Push push = parse("{\"metrics\":[{%s},{\"name\":\"ok\",\"value\":1}]}".formatted(item));

        assertThat(push.samples().size()).isEqualTo(1);
        assertThat(push.refusals().named()).singleElement().satisfies(refusal -> {
            assertThat(refusal.index()).isZero();
            assertThat(refusal.reason()).startsWith(reason);
        });
    }

    @Test
    void boundsNamesLabelsAndValues() {
        assertThat(reason("\"name\":\"" + "a".repeat(201) + "\",\"value\":1")).startsWith("name must match");
        assertThat(reason(labels(31))).isEqualTo("labels are more than 30");
        assertThat(parse("{\"metrics\":[{" + labels(30) + "}]}").samples().size())
                .isEqualTo(1);
        assertThat(reason("\"name\":\"a\",\"value\":1,\"labels\":{\"a\":\"" + "x".repeat(1025) + "\"}"))
                .startsWith("a label's value");
    }

    @Test
    void keepsPairsOfSurrogates() {
        Push push = parse("{\"metrics\":[{\"name\":\"a\",\"value\":1,\"labels\":{\"mood\":\"😀\"}}]}");

        assertThat(push.samples().series(0)).hasToString("a[mood, 😀]");
    }

    @Test
    void endsAtTheBoundsOfDepthLengthAndNumber() {
        assertThat(refusal("[".repeat(100_000)).code()).isIn(ErrorCode.VALIDATION_001, ErrorCode.VALIDATION_002);
        assertThat(refusal("{\"metrics\":[{\"name\":\"" + "a".repeat(100_000) + "\",\"value\":1}]}")
                        .code())
                .isEqualTo(ErrorCode.VALIDATION_002);
        assertThat(refusal("{\"metrics\":[{\"name\":\"a\",\"value\":" + "1".repeat(5000) + "}]}")
                        .code())
                .isEqualTo(ErrorCode.VALIDATION_002);
        String many = IntStream.range(0, 100_000)
                .mapToObj(i -> "{\"name\":\"a\",\"value\":1}")
                .collect(Collectors.joining(","));
        assertThat(refusal("{\"metrics\":[" + many + "]}").code()).isEqualTo(ErrorCode.VALIDATION_002);
    }

    private static String labels(int count) {
        return "\"name\":\"a\",\"value\":1,\"labels\":{"
                + IntStream.range(0, count)
                        .mapToObj(i -> "\"l" + i + "\":\"v\"")
                        .collect(Collectors.joining(","))
                + "}";
    }

    private static String reason(String item) {
        return parse("{\"metrics\":[{" + item + "}]}")
                .refusals()
                .named()
                .getFirst()
                .reason();
    }

    private static ApiException refusal(String body) {
        ApiException refusal = catchThrowableOfType(ApiException.class, () -> parse(body));
        assertThat(refusal).as(body.substring(0, Math.min(100, body.length()))).isNotNull();
        return refusal;
    }

    private static Push parse(String body) {
        try {
            return PushParser.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
