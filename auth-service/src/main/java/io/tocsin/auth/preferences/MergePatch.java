package io.tocsin.auth.preferences;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396). */
final class MergePatch {
    private MergePatch() {}

    /** A new document; null takes a member away, objects are merged, everything else is replaced. */
    static ObjectNode apply(JsonNode target, ObjectNode patch) {
        ObjectNode merged =
                target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            switch (member.getValue()) {
                case JsonNode value when value.isNull() -> merged.remove(member.getKey());
                case ObjectNode nested -> merged.set(member.getKey(), apply(merged.path(member.getKey()), nested));
                case JsonNode value -> merged.set(member.getKey(), value);
            }
        }
        return merged;
    }
}
