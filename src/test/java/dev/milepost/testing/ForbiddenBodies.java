package dev.milepost.testing;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.testing.ContractDocument.DescribedOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Bodies that the contract forbids. Each is an example of the contract that is changed in one place so that it does not
 * fit its schema any more. Lists of the examples are cut to their first element, so that nothing of a body is taken.
 */
final class ForbiddenBodies {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Lists that are allowed to be longer are not made too long. */
    private static final int LONGEST_LIST = 100;

    private final ContractDocument document;
    private final String mediaType;
    private final JsonNode example;
    private final List<ForbiddenBody> bodies = new ArrayList<>();

    private ForbiddenBodies(ContractDocument document, String mediaType, JsonNode example) {
        this.document = document;
        this.mediaType = mediaType;
        this.example = example;
    }

    /**
     * A body.
     *
     * @param pointer where it does not fit its schema
     */
    record ForbiddenBody(String mediaType, String pointer, JsonNode value) {

        @Override
        public String toString() {
            return "%s, at '%s': %s".formatted(mediaType, pointer, value);
        }
    }

    /** The bodies of all JSON media types of an operation; none if their schemas allow everything. */
    static List<ForbiddenBody> of(ContractDocument document, DescribedOperation operation) {
        var content = operation.definition().at("/requestBody/content");
        return content.properties().stream()
                .filter(type -> type.getKey().endsWith("json"))
                .flatMap(type -> examples(document, operation, type.getKey()).flatMap(example -> {
                    var bodies = new ForbiddenBodies(document, type.getKey(), shortened(example));
                    bodies.visit(type.getValue().path("schema"), JsonPointer.empty());
                    return bodies.bodies.stream();
                }))
                .toList();
    }

    private static Stream<JsonNode> examples(ContractDocument document, DescribedOperation operation, String type) {
        var examples = document.requests(operation).stream()
                .filter(example -> example.mediaType().equals(type))
                .map(ContractDocument.BodyExample::value)
                .toList();
        return examples.isEmpty() ? Stream.of(MissingNode.getInstance()) : examples.stream();
    }

    private static JsonNode shortened(JsonNode value) {
        if (value instanceof ArrayNode list && !list.isEmpty()) {
            return NODES.arrayNode().add(shortened(list.get(0)));
        }
        if (value instanceof ObjectNode object) {
            var copy = NODES.objectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), shortened(member.getValue())));
            return copy;
        }
        return value;
    }

    private void visit(JsonNode written, JsonPointer at) {
        var schema = resolve(written);
        var value = example.at(at);
        if (schema.has("oneOf")) {
            replace(at, NODES.booleanNode(true));
            schema.path("oneOf").forEach(branch -> {
                if (isOfType(resolve(branch).path("type").asText(), value)) {
                    visitContent(resolve(branch), value, at);
                }
            });
            return;
        }
        var type = schema.path("type").asText();
        if (!type.isEmpty() && !schema.path("nullable").asBoolean()) {
            replace(at, NODES.nullNode());
        }
        switch (type) {
            case "" -> {}
            case "string" -> replace(at, NODES.numberNode(7));
            default -> replace(at, NODES.textNode("no-such-value"));
        }
        if (type.equals("object")) {
            replace(at, NODES.arrayNode());
        }
        visitContent(schema, value, at);
    }

    /** A reference that stands in an {@code allOf} for the sake of its description is followed too. */
    private JsonNode resolve(JsonNode schema) {
        var found = document.follow(schema);
        return found.has("allOf") ? resolve(found.path("allOf").path(0)) : found;
    }

    private static boolean isOfType(String type, JsonNode value) {
        return type.equals("object") ? value.isObject() : type.equals("string") && value.isTextual();
    }

    private void visitContent(JsonNode schema, JsonNode value, JsonPointer at) {
        switch (schema.path("type").asText()) {
            case "string" -> visitText(schema, at);
            case "number", "integer" -> visitNumber(schema, at);
            case "array" -> visitList(schema, value, at);
            case "object" -> visitObject(schema, value, at);
            default -> {}
        }
    }

    private void visitText(JsonNode schema, JsonPointer at) {
        if (schema.has("enum") || schema.path("format").asText().startsWith("date")) {
            replace(at, NODES.textNode("no-such-value"));
        }
        if (schema.path("minLength").asInt() > 0) {
            replace(at, NODES.textNode(""));
        }
        if (schema.has("maxLength")) {
            replace(at, NODES.textNode("x".repeat(schema.path("maxLength").asInt() + 1)));
        }
        var pattern = schema.path("pattern").asText();
        Stream.of("#!", "a\0b")
                .filter(text -> !pattern.isEmpty()
                        && !Pattern.compile(pattern).matcher(text).find())
                .findFirst()
                .ifPresent(text -> replace(at, NODES.textNode(text)));
    }

    private void visitNumber(JsonNode schema, JsonPointer at) {
        if (schema.has("minimum")) {
            replace(at, NODES.numberNode(schema.path("minimum").asLong() - 1));
        }
        if (schema.has("maximum")) {
            replace(at, NODES.numberNode(schema.path("maximum").asLong() + 1));
        }
    }

    private void visitList(JsonNode schema, JsonNode value, JsonPointer at) {
        if (schema.path("minItems").asInt() > 0) {
            replace(at, NODES.arrayNode());
        }
        if (value.isEmpty()) {
            return;
        }
        int most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        if (most <= LONGEST_LIST) {
            var longer = NODES.arrayNode();
            for (int i = 0; i <= most; i++) {
                longer.add(value.get(0));
            }
            replace(at, longer);
        }
        visit(schema.path("items"), member(at, "0"));
    }

    private void visitObject(JsonNode schema, JsonNode value, JsonPointer at) {
        if (!value.isObject()) {
            return;
        }
        if (schema.path("minProperties").asInt() > 0) {
            replace(at, NODES.objectNode());
        }
        for (var name : schema.path("required")) {
            replace(member(at, name.asText()), MissingNode.getInstance());
        }
        schema.path("properties")
                .properties()
                .forEach(property -> visit(property.getValue(), member(at, property.getKey())));
        var others = schema.path("additionalProperties");
        if (others.isBoolean() && !others.asBoolean()) {
            replace(member(at, "no_such_member"), NODES.numberNode(7));
        } else if (others.isObject() && !value.isEmpty()) {
            value.fieldNames().forEachRemaining(name -> visit(others, member(at, name)));
        }
    }

    private static JsonPointer member(JsonPointer at, String name) {
        return JsonPointer.compile(JsonPointers.of(at.toString(), name));
    }

    /** Adds the example with another value in one place, or without one. */
    private void replace(JsonPointer at, JsonNode replacement) {
        if (at.matches()) {
            bodies.add(new ForbiddenBody(mediaType, "", replacement));
            return;
        }
        var copy = example.deepCopy();
        if (copy.at(at.head()) instanceof ArrayNode list) {
            list.set(at.last().getMatchingIndex(), replacement);
        } else if (copy.at(at.head()) instanceof ObjectNode object) {
            var name = at.last().getMatchingProperty();
            if (replacement.isMissingNode()) {
                object.remove(name);
            } else {
                object.set(name, replacement);
            }
        }
        bodies.add(new ForbiddenBody(mediaType, at.toString(), copy));
    }
}
