package io.tocsin.monitor.monitors;

import io.tocsin.monitor.targets.TargetType;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.JsonErrors;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Changes some fields of a monitor and keeps the rest: JSON Merge Patch (RFC 7396). A monitor that becomes another type
 * keeps the fields that this type has too.
 */
@Component
class MergePatch {
    private static final String HEADERS = "headers";

    private final JsonMapper json;

    MergePatch(JsonMapper json) {
        this.json = json;
    }

    /** @throws ApiException 400 when the patch has a field that can't be written, or of the wrong type */
    MonitorBody apply(ObjectNode patch, Definition current) {
        ObjectNode merged = json.valueToTree(MonitorBody.of(current));
        if (patch.path("type").isString()) {
            forget(
                    merged,
                    current.target().type(),
                    TargetType.of(patch.path("type").stringValue()));
        }
        JsonNode headers = merged.path(HEADERS);
        // null takes the default, for a body's absent and null fields are the same
        merged.setAll(patch);
        if (headers.isObject() && patch.path(HEADERS).isObject()) {
            merged.set(HEADERS, merged(headers.asObject(), patch.path(HEADERS).asObject()));
        }
        try {
            return json.treeToValue(merged, MonitorBody.class);
        } catch (JacksonException e) {
            throw JsonErrors.explain(e);
        }
    }

    private static void forget(ObjectNode merged, TargetType before, TargetType after) {
        List<String> foreign = merged.propertyNames().stream()
                .filter(field -> before.has(field) && !after.has(field))
                .toList();
        merged.remove(foreign);
    }

    /** Names of headers are the same in upper and lower case (RFC 9110 §5.1). */
    private static ObjectNode merged(ObjectNode headers, ObjectNode patch) {
        ObjectNode result = headers.deepCopy();
        patch.forEachEntry((name, value) -> {
            result.propertyNames().stream()
                    .filter(name::equalsIgnoreCase)
                    .toList()
                    .forEach(result::remove);
            if (!value.isNull()) {
                result.set(name, value);
            }
        });
        return result;
    }
}
