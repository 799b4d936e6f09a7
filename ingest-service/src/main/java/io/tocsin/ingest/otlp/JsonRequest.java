package io.tocsin.ingest.otlp;

import io.tocsin.ingest.protobuf.Draft;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.JsonErrors;
import io.tocsin.schemas.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Rewrites a request in JSON (proto3's mapping, as OTLP narrows it) as the same in protobuf, so that there is one reader of
 * what it means. Fields that are not known are passed over, as OTLP asks for; names in another case are not known.
 */
final class JsonRequest {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(65_536)
                    .maxNameLength(1024)
                    .maxTokenCount(500_000)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonRequest(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws ApiException VALIDATION_001, _002 or _005; what the stream itself throws passes through */
    static byte[] asProtobuf(InputStream body) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            byte[] request = new JsonRequest(parser).message(JsonField.REQUEST);
            if (parser.nextToken() != null) {
                throw new ApiException(ErrorCode.VALIDATION_002, "Something follows the JSON object");
            }
            return request;
        } catch (JacksonIOException e) {
            if (e.getCause() instanceof ZipException || e.getCause() instanceof EOFException) {
                throw new ApiException(ErrorCode.VALIDATION_005);
            }
            throw e.getCause();
        } catch (JacksonException e) {
            throw JsonErrors.explain(e);
        }
    }

    private byte[] message(Map<String, JsonField> fields) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrong("an object");
        }
        Draft draft = new Draft();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonField field = fields.get(name);
            JsonToken value = parser.nextToken();
            if (field == null) {
                parser.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(draft, field);
                }
            } else if (value != JsonToken.VALUE_NULL) {
                value(draft, field);
            }
        }
        return draft.toByteArray();
    }

    private void value(Draft draft, JsonField field) {
        int number = field.number();
        switch (field.kind()) {
            case TEXT -> draft.text(number, text());
            case OCTETS -> draft.octets(number, octets());
            case BOOL -> draft.varint(number, truth() ? 1 : 0);
            case VARINT -> draft.varint(number, whole());
            case ZIGZAG -> {
                long value = whole();
                draft.varint(number, value << 1 ^ value >> 63);
            }
            case FIXED64 -> draft.fixed64(number, whole());
            case DOUBLE -> draft.fixed64(number, Double.doubleToRawLongBits(real()));
            case MESSAGE -> draft.octets(number, message(Objects.requireNonNull(field.message())));
        }
    }

    private String text() {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("a string");
        }
        return parser.getString();
    }

    private byte[] octets() {
        try {
            return Base64.getDecoder().decode(text());
        } catch (IllegalArgumentException _) {
            throw wrong("base64");
        }
    }

    private boolean truth() {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong("true or false");
        };
    }

    /** 64 bits are written as a string or as a number; some are unsigned. */
    private long whole() {
        String digits =
                switch (parser.currentToken()) {
                    case VALUE_NUMBER_INT, VALUE_STRING -> parser.getString();
                    default -> throw wrong("a whole number");
                };
        try {
            return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException _) {
            throw wrong("a whole number of 64 bits");
        }
    }

    private double real() {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING ->
                switch (parser.getString()) {
                    case "NaN" -> Double.NaN;
                    case "Infinity" -> Double.POSITIVE_INFINITY;
                    case "-Infinity" -> Double.NEGATIVE_INFINITY;
                    default -> throw wrong("a number");
                };
            default -> throw wrong("a number");
        };
    }

    private ApiException wrong(String wanted) {
        return ApiException.invalid(parser.streamReadContext().pathAsPointer().toString(), "must be " + wanted);
    }
}
