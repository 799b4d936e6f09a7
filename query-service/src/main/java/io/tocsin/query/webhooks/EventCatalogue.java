package io.tocsin.query.webhooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What can be subscribed to, with a JSON Schema and an example of what is sent for each. */
record EventCatalogue(List<Entry> data) {
    /** The one version of payloads that there is. */
    static final int VERSION = 1;

    /**
     * @param schema JSON Schema of the payload
     * @param example a payload that is valid under it
     */
    record Entry(
            String type,
            String description,
            int payloadVersion,
            Map<String, Object> schema,
            Map<String, Object> example) {
        static Entry of(EventType type) {
            return new Entry(type.wireName(), type.meaning(), VERSION, schemaOf(type), exampleOf(type));
        }
    }

    static EventCatalogue whole() {
        return new EventCatalogue(Stream.of(EventType.values()).map(Entry::of).toList());
    }

    static Map<String, Object> schemaOf(EventType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        type.fields().forEach(field -> properties.put(field.name(), field.schema()));
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("type", Map.of("const", type.wireName()));
        envelope.put("timestamp", Map.of("type", "string", "format", "date-time"));
        envelope.put("data", object(properties, properties.keySet().stream().toList()));
        envelope.put("replayed", Map.of("const", true, "description", "There, and true, when it is sent from history"));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", type.wireName());
        schema.put("description", type.meaning());
        schema.putAll(object(envelope, List.of("type", "timestamp", "data")));
        return schema;
    }

    static Map<String, Object> exampleOf(EventType type) {
        Map<String, Object> data = new LinkedHashMap<>();
        type.fields().forEach(field -> data.put(field.name(), field.example()));
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", type.wireName());
        example.put("timestamp", "2026-01-31T12:00:00.000Z");
        example.put("data", data);
        return example;
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("type", "object");
        object.put("properties", properties);
        object.put("required", required);
        return object;
    }
}
