package dev.milepost.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What to merge into an entity. */
public final class Fixes {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Fixes() {}

    /** Gives an annotation this value. */
    public static ObjectNode annotation(String name, String value) {
        return at("metadata", "annotations", name, NODES.textNode(value));
    }

    /** Takes an annotation away, and puts another in its place where there is one. */
    public static ObjectNode renamed(String name, @Nullable String better, JsonNode value) {
        var fix = at("metadata", "annotations", name, NODES.nullNode());
        if (better != null) {
            ((ObjectNode) fix.at("/metadata/annotations")).set(better, value);
        }
        return fix;
    }

    /** Gives a field of the spec this value. */
    public static ObjectNode spec(String field, JsonNode value) {
        return at("spec", field, value);
    }

    /** Gives a field of one of the entity's maps this value. */
    public static ObjectNode at(String parent, String field, JsonNode value) {
        return at(parent, NODES.objectNode().set(field, value));
    }

    private static ObjectNode at(String grandparent, String parent, String field, JsonNode value) {
        return at(grandparent, at(parent, field, value));
    }

    /** Gives a field of the entity itself this value. */
    public static ObjectNode at(String field, JsonNode value) {
        return NODES.objectNode().set(field, value);
    }
}
