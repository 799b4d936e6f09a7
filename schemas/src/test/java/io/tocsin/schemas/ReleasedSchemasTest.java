package io.tocsin.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.serde.WireSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every schema against the copies of what was released under {@code released/<Name>/<version>.avsc}. */
class ReleasedSchemasTest {
    static Stream<Schema> schemas() {
        return Topics.events().stream().map(Topic::schema).map(WireSchema::of);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void readsEverythingThatWasEverReleased(Schema schema) throws SchemaValidationException {
        List<Schema> released = released(schema);

        assertThat(released).as("released copies of %s", schema.getName()).isNotEmpty();
        new SchemaValidatorBuilder().canReadStrategy().validateAll().validate(schema, released);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void isTheNewestReleasedCopy(Schema schema) {
        assertThat(schema)
                .as("a changed schema is released by adding it as released/%s/<next version>.avsc", schema.getName())
                .isEqualTo(released(schema).getFirst());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void keepsTimesWithinWhatJavaScriptCanCount(Schema schema) {
        assertThat(logicalTypes(schema)).allMatch(type -> type.equals(LogicalTypes.timestampMillis()));
    }

    private static Stream<LogicalType> logicalTypes(Schema schema) {
        Stream<LogicalType> own = Stream.ofNullable(schema.getLogicalType());
        return switch (schema.getType()) {
            case RECORD -> Stream.concat(own, schema.getFields().stream().flatMap(f -> logicalTypes(f.schema())));
            case UNION -> schema.getTypes().stream().flatMap(ReleasedSchemasTest::logicalTypes);
            case ARRAY -> logicalTypes(schema.getElementType());
            case MAP -> logicalTypes(schema.getValueType());
            default -> own;
        };
    }

    /** Newest first. */
    private static List<Schema> released(Schema schema) {
        Path folder = Path.of("src/test/resources/released", schema.getName());
        try (Stream<Path> copies = Files.list(folder)) {
            return copies.sorted(Comparator.comparingInt(ReleasedSchemasTest::version)
                            .reversed())
                    .map(ReleasedSchemasTest::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int version(Path copy) {
        return Integer.parseInt(copy.getFileName().toString().replace(".avsc", ""));
    }

    private static Schema parse(Path copy) {
        try {
            return new Schema.Parser().parse(copy.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
