package io.tocsin.platform.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void goesOnWhereItWasEntered() {
        try (var _ = Trace.enter(PARENT)) {
            assertThat(Trace.current()).isEqualTo(PARENT);
        }
        assertThat(Trace.current()).isNull();
    }

    @Test
    void travelsWithEvents() {
        ProducerRecord<Object, Object> record = new ProducerRecord<>("checks.v1", "key", "value");

        try (var _ = Trace.enter(PARENT)) {
            new CorrelationProducerInterceptor().onSend(record);
        }

        assertThat(new String(record.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
                .isEqualTo(PARENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01"
            })
    void isNotMadeOfWhatIsNone(String parent) {
        try (var _ = Trace.enter(parent)) {
            assertThat(Trace.current()).isNull();
        }
    }
}
