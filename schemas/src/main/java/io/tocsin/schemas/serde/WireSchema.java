package io.tocsin.schemas.serde;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A schema as the world sees it: without the hints that Avro leaves in generated classes for Java's sake. */
public final class WireSchema {
    private WireSchema() {}

    public static Schema of(Schema schema) {
        JsonNode json = JsonMapper.shared().readTree(schema.toString());
        withoutJava(json);
        return new Schema.Parser().parse(json.toString());
    }

    private static void withoutJava(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(GenericData.STRING_PROP);
        }
        node.forEach(WireSchema::withoutJava);
    }
}
