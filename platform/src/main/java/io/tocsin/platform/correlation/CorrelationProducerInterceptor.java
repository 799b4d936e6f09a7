package io.tocsin.platform.correlation;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Sends the correlation id and the trace along with every record that does not carry one already. */
public final class CorrelationProducerInterceptor implements ProducerInterceptor<Object, Object> {
    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        if (record.headers().lastHeader(Correlation.HEADER) == null) {
            record.headers().add(Correlation.HEADER, Correlation.current().getBytes(StandardCharsets.UTF_8));
        }
        String trace = Trace.current();
        if (trace != null && record.headers().lastHeader(Trace.HEADER) == null) {
            record.headers().add(Trace.HEADER, trace.getBytes(StandardCharsets.UTF_8));
        }
        return record;
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception exception) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
