package io.tocsin.ingest.push;

import io.tocsin.ingest.metrics.Facts;
import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.metrics.Samples;
import io.tocsin.ingest.metrics.SeriesBuilder;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.JsonErrors;
import io.tocsin.schemas.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads {@code {collector_id, batch_id?, timestamp?, metrics: [{name, labels?, value, timestamp?}], server?}} as a stream.
 * What has the wrong shape (types, unknown or repeated fields, broken JSON) refuses the batch; what has a wrong content
 * refuses the item.
 */
final class PushParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(65_536)
                    .maxNameLength(1024)
                    .maxTokenCount(500_000)
                    .build())
            .build();

    private static final Pattern BATCH_ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final int LONGEST_FACT = 253;

    private final JsonParser parser;
    private final Samples samples;
    private final Refusals refusals = new Refusals();
    private final ItemParser item;
    private int items;
    private boolean listed;

    private @Nullable String collectorId;
    private @Nullable String batchId;
    private @Nullable Long timestamp;
    private @Nullable Facts facts;

    private PushParser(JsonParser parser, IntConsumer room) {
        this.parser = parser;
        this.samples = new Samples(room);
        this.item = new ItemParser(parser, samples, refusals);
    }

    /**
     * @param room as for {@link Samples}
     * @throws ApiException VALIDATION_001, _002, _003 or _005; what the stream itself throws passes through
     */
    static Push parse(InputStream body, IntConsumer room) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            return new PushParser(parser, room).batch();
        } catch (JacksonIOException e) {
            if (e.getCause() instanceof ZipException || e.getCause() instanceof EOFException) {
                throw new ApiException(ErrorCode.VALIDATION_005);
            }
            throw e.getCause();
        } catch (JacksonException e) {
            throw JsonErrors.explain(e);
        }
    }

    private Push batch() {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new ApiException(ErrorCode.VALIDATION_001, "The body is a JSON object");
        }
        int seen = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken value = parser.nextToken();
            seen = Fields.once(seen, field(name, value), name);
        }
        if (parser.nextToken() != null) {
            throw new ApiException(ErrorCode.VALIDATION_002, "Something follows the JSON object");
        }
        if (!listed) {
            throw ApiException.invalid("metrics", "is missing");
        }
        if (items == 0) {
            throw ApiException.invalid("metrics", "is empty");
        }
        if (batchId != null && timestamp == null && item.timeless()) {
            throw ApiException.invalid(
                    "timestamp", "is missing: a batch with a batch_id may be repeated, and has to be the same again");
        }
        return new Push(collectorId, batchId, timestamp, facts, samples, refusals, items);
    }

    private int field(String name, JsonToken value) {
        switch (name) {
            case "collector_id" -> {
                collectorId = Fields.text(parser, value, name);
                return 1;
            }
            case "batch_id" -> {
                batchId = batchId(value);
                return 2;
            }
            case "timestamp" -> {
                timestamp = timestamp(value);
                return 4;
            }
            case "metrics" -> {
                metrics(value);
                return 8;
            }
            case "server" -> {
                facts = value == JsonToken.VALUE_NULL ? null : server(value);
                return 16;
            }
            default -> throw ApiException.invalid(name, "is not a known field");
        }
    }

    private @Nullable String batchId(JsonToken value) {
        String id = Fields.text(parser, value, "batch_id");
        if (id != null && !BATCH_ID.matcher(id).matches()) {
            throw ApiException.invalid("batch_id", "is 1 to 128 letters, digits and . _ : -");
        }
        return id;
    }

    private @Nullable Long timestamp(JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        long millis = Fields.time(parser, value, "timestamp");
        if (millis == Rfc3339.INVALID) {
            throw ApiException.invalid("timestamp", "is no RFC 3339 time");
        }
        return millis;
    }

    private void metrics(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            throw ApiException.invalid("metrics", "must be an array");
        }
        listed = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.parse(items++);
        }
    }

    private Facts server(JsonToken value) {
        if (value != JsonToken.START_OBJECT) {
            throw ApiException.invalid("server", "must be an object");
        }
        String hostname = null;
        String os = null;
        Integer cores = null;
        int seen = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            JsonToken fact = parser.nextToken();
            switch (name) {
                case "hostname" -> {
                    seen = Fields.once(seen, 1, "server.hostname");
                    hostname = fact(fact, "server.hostname");
                }
                case "os" -> {
                    seen = Fields.once(seen, 2, "server.os");
                    os = fact(fact, "server.os");
                }
                case "cores" -> {
                    seen = Fields.once(seen, 4, "server.cores");
                    cores = cores(fact);
                }
                default -> throw ApiException.invalid("server." + name, "is not a known field");
            }
        }
        if (hostname == null) {
            throw ApiException.invalid("server.hostname", "is missing");
        }
        return new Facts(hostname, os, cores);
    }

    private @Nullable String fact(JsonToken value, String path) {
        String text = Fields.text(parser, value, path);
        if (text != null && (text.isBlank() || text.length() > LONGEST_FACT || !SeriesBuilder.storable(text))) {
            throw ApiException.invalid(path, "is 1 to %d printable characters".formatted(LONGEST_FACT));
        }
        return text;
    }

    private @Nullable Integer cores(JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (value != JsonToken.VALUE_NUMBER_INT
                || parser.getNumberType() != JsonParser.NumberType.INT
                || parser.getIntValue() < 1) {
            throw ApiException.invalid("server.cores", "must be a whole number above 0");
        }
        return parser.getIntValue();
    }
}
