package io.tocsin.schemas.serde;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes Avro records in Confluent's wire format: a zero byte, the schema's id as four bytes in network order, the
 * record in Avro's binary encoding. Configured like Confluent's serializer, see {@link SerdeConfig}.
 */
public final class AvroSerializer implements Serializer<Object> {
    /** Most records are small; the usual buffer of 2 kB would be the larger part of what writing one takes. */
    private static final EncoderFactory ENCODERS = new EncoderFactory().configureBufferSize(512);

    /** By identity: comparing schemas takes longer than writing most records. */
    private final Map<Schema, RecordWriter> writers = Collections.synchronizedMap(new IdentityHashMap<>());

    private @Nullable SerdeConfig config;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config = SerdeConfig.of(configs);
        TrustedEvents.trust();
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof IndexedRecord record)) {
            throw new SerializationException(
                    "Not an Avro record: " + value.getClass().getName());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        bytes.writeBytes(ByteBuffer.allocate(5)
                .put((byte) 0)
                .putInt(id(topic, record.getSchema()))
                .array());
        try {
            BinaryEncoder encoder = ENCODERS.binaryEncoder(bytes, null);
            writers.computeIfAbsent(record.getSchema(), RecordWriter::new).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException | RuntimeException e) {
            throw new SerializationException(
                    "Can't write a " + record.getSchema().getFullName(), e);
        }
    }

    private int id(String topic, Schema schema) {
        SerdeConfig serde = Objects.requireNonNull(config, "configure() comes first");
        String subject = topic + "-value";
        if (serde.useLatest()) {
            return serde.client().latest(subject);
        }
        return serde.autoRegister()
                ? serde.client().register(subject, schema)
                : serde.client().lookUp(subject, schema);
    }
}
