package dev.milepost.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Builds merge patches for entities. */
public final class Fixes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Fixes() {}

    /** Sets an annotation. */
    public static ObjectNode annotation(String name, String value) {
        return at("metadata", "annotations", name, NODES.textNode(value));
    }

    /** Removes an annotation. If {@code better} is not null, sets that annotation to the value. */
    public static ObjectNode renamed(String name, @Nullable String better, JsonNode value) {
        var fix = at("metadata", "annotations", name, NODES.nullNode());
        if (better != null) {
            ((ObjectNode) fix.at("/metadata/annotations")).set(better, value);
        }
        return fix;
    }

    /** Sets a field of the spec. */
    public static ObjectNode spec(String field, JsonNode value) {
        return at("spec", field, value);
    }

    /** Sets a field of one of the entity's top-level maps. */
    public static ObjectNode at(String parent, String field, JsonNode value) {
        return at(parent, NODES.objectNode().set(field, value));
    }

    private static ObjectNode at(String grandparent, String parent, String field, JsonNode value) {
        return at(grandparent, at(parent, field, value));
    }

    /** Sets a top-level field of the entity. */
    public static ObjectNode at(String field, JsonNode value) {
        return NODES.objectNode().set(field, value);
    }
}
