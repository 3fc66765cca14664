package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/**
 * The annotation schema as editors read it: one document in the words of JSON Schema draft-07, which all of them have, and
 * with the words of open lists to choose from.
 */
final class EditorSchema {

    private EditorSchema() {}

    /** @param words by annotation, of those whose values are an open list */
    static ObjectNode of(CatalogSchema schema, Map<String, List<String>> words) {
        var document = (ObjectNode) inDraft07(schema.document());
        document.put("$schema", "http://json-schema.org/draft-07/schema#");
        document.remove("$id");
        var annotations = (ObjectNode) document.at("/definitions/annotations/properties");
        words.forEach((annotation, values) -> suggest((ObjectNode) annotations.path(annotation), values));
        var kind = (ObjectNode) document.at("/definitions/entity/properties/kind");
        suggest(kind, List.copyOf(CatalogSchema.KINDS.keySet()));
        return document;
    }

    /** Any word of the list, and any other that fits. */
    private static void suggest(ObjectNode text, List<String> values) {
        var choices = text.putArray("anyOf");
        var words = choices.addObject().putArray("enum");
        values.forEach(words::add);
        choices.addObject().put("type", "string");
    }

    /** There, a reference stands alone, and definitions have another name. */
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
