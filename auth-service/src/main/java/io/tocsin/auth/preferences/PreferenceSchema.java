package io.tocsin.auth.preferences;

import io.tocsin.platform.errors.ErrorDetail;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published JSON Schema of preferences, applied as it stands, as far as it uses the language. */
@Component
class PreferenceSchema {
    private final JsonNode schema;

    PreferenceSchema(JsonMapper json) {
        try (InputStream file = PreferenceSchema.class.getResourceAsStream("preferences.schema.json")) {
            this.schema = json.readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode published() {
        return schema;
    }

    /** What is wrong with the document; empty if nothing is. */
    List<ErrorDetail> violations(JsonNode document) {
        List<ErrorDetail> found = new ArrayList<>();
        check("", document, schema, found);
        return found;
    }

    private static void check(String path, JsonNode value, JsonNode rule, List<ErrorDetail> found) {
        String type = rule.path("type").asString();
        if (!isA(type, value)) {
            found.add(new ErrorDetail(path, "is of type " + type));
            return;
        }
        switch (type) {
            case "object" -> checkMembers(path, value, rule.path("properties"), found);
            case "array" -> checkItems(path, value, rule, found);
            case "string" -> checkText(path, value.stringValue(), rule, found);
            case "integer" -> checkNumber(path, value, rule, found);
            default -> {} // a boolean is one or the other
        }
    }

    private static boolean isA(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalStateException("The schema names a type that nobody knows: " + type);
        };
    }

    private static void checkMembers(String path, JsonNode value, JsonNode known, List<ErrorDetail> found) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String place = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            JsonNode rule = known.get(member.getKey());
            if (rule == null) {
                found.add(new ErrorDetail(place, "is not a known preference"));
            } else {
                check(place, member.getValue(), rule, found);
            }
        }
    }

    private static void checkItems(String path, JsonNode value, JsonNode rule, List<ErrorDetail> found) {
        if (value.size() > rule.path("maxItems").asInt(Integer.MAX_VALUE)) {
            found.add(
                    new ErrorDetail(path, "has at most " + rule.path("maxItems").asInt() + " items"));
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            check(path + "[" + i + "]", value.get(i), rule.path("items"), found);
        }
    }

    private static void checkText(String path, String value, JsonNode rule, List<ErrorDetail> found) {
        JsonNode choices = rule.path("enum");
        if (choices.isArray()
                && choices.valueStream().noneMatch(choice -> choice.asString().equals(value))) {
            List<String> names = choices.valueStream().map(JsonNode::asString).toList();
            found.add(new ErrorDetail(path, "is one of " + String.join(", ", names)));
        } else if (value.length() > rule.path("maxLength").asInt(Integer.MAX_VALUE)
                || !value.matches(rule.path("pattern").asString("(?s).*"))) {
            found.add(new ErrorDetail(path, "does not have the form that the schema describes"));
        }
    }

    private static void checkNumber(String path, JsonNode value, JsonNode rule, List<ErrorDetail> found) {
        double number = value.doubleValue();
        double least = rule.path("minimum").asDouble(Double.NEGATIVE_INFINITY);
        double most = rule.path("maximum").asDouble(Double.POSITIVE_INFINITY);
        if (number < least || number > most) {
            found.add(new ErrorDetail(path, "is between %.0f and %.0f".formatted(least, most)));
        }
    }
}
