package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The annotation schema for editors: one document in JSON Schema draft-07, which all editors support. It lists the
 * configured values of open lists as suggestions.
 */
final class EditorSchema {

    private EditorSchema() {}

    /** @param suggestions the suggested values by annotation, for annotations with an open list */
    static ObjectNode of(CatalogSchema schema, Map<String, List<String>> suggestions) {
        var document = (ObjectNode) inDraft07(schema.document());
        document.put("$schema", "http://json-schema.org/draft-07/schema#");
        document.remove("$id");
        var annotations = (ObjectNode) document.at("/definitions/annotations/properties");
        suggestions.forEach((annotation, values) -> suggest((ObjectNode) annotations.path(annotation), values));
        var kind = (ObjectNode) document.at("/definitions/entity/properties/kind");
        suggest(kind, List.copyOf(CatalogSchema.KINDS.keySet()));
        return document;
    }

    /** Suggests these values and accepts any other string that matches the schema. */
    private static void suggest(ObjectNode text, List<String> values) {
        var choices = text.putArray("anyOf");
        var enumeration = choices.addObject().putArray("enum");
        values.forEach(enumeration::add);
        choices.addObject().put("type", "string");
    }

    /**
     * Converts a schema to draft-07: {@code $defs} is named {@code definitions}, and {@code $ref} must have no
     * siblings.
     */
    private static JsonNode inDraft07(JsonNode node) {
        if (node.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(inDraft07(element)));
            return array;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = JsonNodeFactory.instance.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), inDraft07(field.getValue())));
        if (object.has("$defs")) {
            object.set("definitions", object.remove("$defs"));
        }
        if (object.path("$ref").isTextual()) {
            return reference(object);
        }
        return object;
    }

    private static ObjectNode reference(ObjectNode object) {
        var reference = object.objectNode()
                .put("$ref", object.remove("$ref").textValue().replace("#/$defs/", "#/definitions/"));
        if (object.isEmpty()) {
            return reference;
        }
        var both = object.objectNode();
        both.putArray("allOf").add(reference).add(object);
        return both;
    }
}
