package io.tocsin.auth.betterauth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads a body as better-auth's schemas do: unknown fields are nobody's business, wrong ones are named all at once. */
final class Fields {
    private final JsonNode body;
    private final List<String> issues = new ArrayList<>();

    Fields(JsonNode body) {
        this.body = body;
        if (!body.isObject()) {
            issues.add("[body] Invalid input: expected object, received " + type(body));
        }
    }

    /** The text of the field; empty where it is missing, which {@link #check} reports. */
    String text(String name) {
        JsonNode value = body.path(name);
        if (value.isString()) {
            return value.asString();
        }
        addIssue(name, "string", value);
        return "";
    }

    /** Null where the field is missing or null. */
    @Nullable
    String optionalText(String name) {
        JsonNode value = body.path(name);
        if (value.isString()) {
            return value.asString();
        }
        if (!value.isMissingNode() && !value.isNull()) {
            addIssue(name, "string", value);
        }
        return null;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = body.path(name);
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (!value.isMissingNode() && !value.isNull()) {
            addIssue(name, "boolean", value);
        }
        return otherwise;
    }

    /** @throws RefusedException VALIDATION_ERROR if anything that was asked for is not as it should be */
    void check() {
        if (!issues.isEmpty()) {
            throw new RefusedException(Refusal.VALIDATION_ERROR, String.join("; ", issues));
        }
    }

    private void addIssue(String name, String expected, JsonNode value) {
        issues.add("[body.%s] Invalid input: expected %s, received %s".formatted(name, expected, type(value)));
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "undefined";
            case NULL -> "null";
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case OBJECT, POJO, BINARY -> "object";
        };
    }
}
