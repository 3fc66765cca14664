package dev.milepost.templates.composition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Parameters as Backstage's form hands them over: defaults of their schemas where nothing was entered. */
final class Defaults {

    private Defaults() {}

    /** A copy with the defaults in it; within objects, too. */
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
