package io.tocsin.monitor.monitors;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.JsonErrors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes some fields of a monitor and keeps the rest: JSON Merge Patch (RFC 7396). */
@Component
class MergePatch {
    private final JsonMapper json;

    MergePatch(JsonMapper json) {
        this.json = json;
    }

    /** @throws ApiException 400 when the patch has a field that can't be written, or of the wrong type */
    MonitorBody apply(ObjectNode patch, Definition current) {
        // null takes the default, for a body's absent and null fields are the same; no field has fields of its own
        ObjectNode merged = json.valueToTree(MonitorBody.of(current));
        merged.setAll(patch);
        try {
            return json.treeToValue(merged, MonitorBody.class);
        } catch (JacksonException e) {
            throw JsonErrors.explain(e);
        }
    }
}
