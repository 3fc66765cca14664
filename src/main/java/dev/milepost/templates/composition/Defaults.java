package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Fills in the defaults of parameter schemas, as Backstage's form does for empty fields. */
final class Defaults {

    private Defaults() {}

    /** Returns a copy with the defaults filled in, also in nested objects. */
    static ObjectNode apply(Map<String, JsonNode> schemas, ObjectNode parameters) {
        var applied = parameters.deepCopy();
        schemas.forEach((name, schema) -> apply(name, schema, applied));
        return applied;
    }

    private static void apply(String name, JsonNode schema, ObjectNode values) {
        if (!values.has(name) && schema.has("default")) {
            values.set(name, schema.get("default").deepCopy());
        }
        var within = schema.path("properties");
        if (within.isEmpty() || values.has(name) && !values.get(name).isObject()) {
            return;
        }
        var object = values.get(name) instanceof ObjectNode present ? present : JsonNodeFactory.instance.objectNode();
        within.properties().forEach(property -> apply(property.getKey(), property.getValue(), object));
        if (!object.isEmpty()) {
            values.set(name, object);
        }
    }
}
