package io.tocsin.schemas.serde;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link AvroSerializer}, or Confluent's in any language, wrote: into generated classes with {@code
 * specific.avro.reader=true}, into generic records otherwise.
 *
 * <p>A {@link RegistryUnavailableException} says that the same bytes may be readable later, a {@link
 * SerializationException} that they never will.
 */
public final class AvroDeserializer implements Deserializer<Object> {
    private static final int HEADER_BYTES = 5;

    private final Map<Integer, DatumReader<Object>> readers = new ConcurrentHashMap<>();
    private @Nullable SerdeConfig config;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        config = SerdeConfig.of(configs);
        TrustedEvents.trust();
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER_BYTES || bytes[0] != 0) {
            throw new SerializationException("Not in the registry's wire format: no zero byte and schema id in front");
        }
        try {
            return reader(ByteBuffer.wrap(bytes, 1, 4).getInt())
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null));
        } catch (KafkaException e) {
            throw e; // says itself whether repeating can help
        } catch (IOException | RuntimeException e) {
            throw new SerializationException("The bytes do not follow the schema that they name", e);
        }
    }

    private DatumReader<Object> reader(int id) {
        DatumReader<Object> known = readers.get(id);
        return known != null ? known : readers.computeIfAbsent(id, this::newReader);
    }

    private DatumReader<Object> newReader(Integer id) {
        SerdeConfig serde = Objects.requireNonNull(config, "configure() comes first");
        Schema writer = serde.client().byId(id);
        if (!serde.specific()) {
            return new GenericDatumReader<>(writer, writer, GenericData.get());
        }
        Class<?> generated = SpecificData.get().getClass(writer);
        if (generated == null) {
            throw new SerializationException("No class for " + writer.getFullName());
        }
        SpecificData data = SpecificData.getForClass(generated);
        return new SpecificDatumReader<>(writer, data.getSchema(generated), data);
    }
}
