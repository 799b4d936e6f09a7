package io.tocsin.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.events.Revoked;
import io.tocsin.local.stack.EmbeddedStack;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real registry. */
class SerdeIT {
    private static final Revoked EVENT = Revoked.newBuilder()
            .setSubjectKind("session")
            .setSubjectId("ses_1")
            .setAccountId("acc_1")
            .setRevokedAt(Instant.ofEpochMilli(1_763_660_566_123L))
            .build();

    private static EmbeddedStack stack;
    private static String registry;

    @BeforeAll
    static void start() throws IOException {
        stack = EmbeddedStack.in(
                Path.of(System.getProperty("tocsin.embedded")),
                Path.of("target/serde").toAbsolutePath());
        registry = awake();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void readsWhatItWrote() {
        byte[] bytes = serializer(true).serialize("round.trip", EVENT);

        assertThat(deserializer(true).deserialize("round.trip", bytes)).isEqualTo(EVENT);
    }

    @Test
    void writesTheZeroByteAndTheIdInFront() {
        byte[] bytes = serializer(true).serialize("wire.format", EVENT);

        int id = new SchemaRegistryClient(registry, null).lookUp("wire.format-value", Revoked.getClassSchema());
        assertThat(bytes[0]).isZero();
        assertThat(ByteBuffer.wrap(bytes, 1, 4).getInt()).isEqualTo(id);
    }

    @Test
    void registersWithoutJavasHints() {
        serializer(true).serialize("clean", EVENT);

        SchemaRegistryClient client = new SchemaRegistryClient(registry, null);
        assertThat(client.byId(client.latest("clean-value")).toString()).doesNotContain("avro.java.string");
    }

    @Test
    void readsGenericRecordsUnlessToldOtherwise() {
        byte[] bytes = serializer(true).serialize("generic", EVENT);

        assertThat(deserializer(false).deserialize("generic", bytes))
                .isInstanceOfSatisfying(
                        GenericRecord.class,
                        record -> assertThat(record.get("subject_id")).hasToString("ses_1"));
    }

    @Test
    void readsRecordsOfAnOlderSchema() {
        Schema old = SchemaBuilder.record("AuditRecorded")
                .namespace("io.tocsin.events")
                .fields()
                .requiredString("event_id")
                .requiredString("account_id")
                .name("at")
                .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .requiredString("actor_kind")
                .requiredString("action")
                .endRecord();
        GenericRecord record = new GenericData.Record(old);
        record.put("event_id", "evt_1");
        record.put("account_id", "acc_1");
        record.put("at", 1L);
        record.put("actor_kind", "user");
        record.put("action", "session.created");

        byte[] bytes = serializer(true).serialize("older", record);

        assertThat(deserializer(true).deserialize("older", bytes))
                .hasFieldOrPropertyWithValue("action", "session.created")
                .hasFieldOrPropertyWithValue("actorId", null);
    }

    @Test
    void refusesToRegisterAChangeThatOldRecordsCouldNotBeReadWith() {
        SchemaRegistryClient client = new SchemaRegistryClient(registry, null);
        client.register("strict-value", Revoked.getClassSchema());
        client.setCompatibility("strict-value", "BACKWARD_TRANSITIVE");
        Schema changed = SchemaBuilder.record("Revoked")
                .namespace("io.tocsin.events")
                .fields()
                .requiredString("something_new")
                .endRecord();

        assertThatThrownBy(() -> client.register("strict-value", changed))
                .isInstanceOfSatisfying(
                        RegistryRefusedException.class,
                        e -> assertThat(e.status()).isEqualTo(409));
    }

    @Test
    void writesOnlyRegisteredSchemasWhenItMayNotRegister() {
        assertThatThrownBy(() -> serializer(false).serialize("never.registered", EVENT))
                .isInstanceOf(RegistryRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{\"json\":1}", "\0\0\0\0\1", "\0\177\177\177\177abc"})
    void saysThatForeignBytesWillNeverBeReadable(String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> deserializer(true).deserialize("foreign", bytes))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void leavesATombstoneATombstone() {
        assertThat(serializer(true).serialize("tombstones", null)).isNull();
        assertThat(deserializer(true).deserialize("tombstones", null)).isNull();
    }

    @Test
    void saysThatARegistryIsAwayAndKeepsWhatItKnows() {
        AvroSerializer warm = serializer(true);
        warm.serialize("warm", EVENT);
        stack.killRegistry();
        try {
            assertThat(warm.serialize("warm", EVENT)).isNotEmpty();
            assertThatThrownBy(() -> serializer(true).serialize("cold", EVENT))
                    .isInstanceOf(RegistryUnavailableException.class);
        } finally {
            registry = awake();
        }
    }

    /** Its address once it has answered: the first answer of a new process takes longer than anybody waits for one. */
    private static String awake() {
        String address = stack.registry();
        SchemaRegistryClient client = new SchemaRegistryClient(address, null);
        Instant end = Instant.now().plusSeconds(60);
        while (true) {
            try {
                client.register("awake-value", Revoked.getClassSchema());
                return address;
            } catch (RegistryUnavailableException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
        }
    }

    private static AvroSerializer serializer(boolean mayRegister) {
        AvroSerializer serializer = new AvroSerializer();
        serializer.configure(Map.of("schema.registry.url", registry, "auto.register.schemas", mayRegister), false);
        return serializer;
    }

    private static AvroDeserializer deserializer(boolean specific) {
        AvroDeserializer deserializer = new AvroDeserializer();
        deserializer.configure(Map.of("schema.registry.url", registry, "specific.avro.reader", specific), false);
        return deserializer;
    }
}
