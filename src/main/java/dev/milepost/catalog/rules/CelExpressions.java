package dev.milepost.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.platform.expressions.BoundedCel;
import dev.milepost.platform.expressions.CelProgram;
import java.util.HashMap;
import java.util.Map;

/**
 * Compiles the expressions of rules, and has the values of their variables: {@code entity}, {@code kind},
 * {@code type}, {@code lifecycle} (empty if the entity has none), {@code annotations} and {@code spec}.
 */
final class CelExpressions {

    private static final int MAX_LENGTH = 4_000;
    private static final int MAX_ITERATIONS = 10_000;
    private static final long MAX_STEPS = 5_000_000;

    private static final MapType MAP = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final BoundedCel CEL = new BoundedCel(
            MAX_LENGTH,
            MAX_ITERATIONS,
            MAX_STEPS,
            Map.of(
                    "entity",
                    MAP,
                    "spec",
                    MAP,
                    "annotations",
                    MapType.create(SimpleType.STRING, SimpleType.STRING),
                    "kind",
                    SimpleType.STRING,
                    "type",
                    SimpleType.STRING,
                    "lifecycle",
                    SimpleType.STRING));

    private CelExpressions() {}

    /** @throws InvalidRule if the expression is invalid or its result is not a boolean */
    static CelProgram compile(String id, String expression) {
        try {
            return CEL.compile(expression);
        } catch (BoundedCel.InvalidExpression e) {
            throw new InvalidRule(id, "has an invalid expression: " + e.getMessage());
        }
    }

    /** Returns the values of the variables for an entity. */
    static Map<String, Object> variables(Entity entity) {
        var content = map(entity.content());
        var annotations = new HashMap<String, Object>();
        entity.annotations().propertyStream().forEach(annotation -> {
            if (annotation.getValue().isTextual()) {
                annotations.put(annotation.getKey(), annotation.getValue().textValue());
            }
        });
        return Map.of(
                "entity",
                content,
                "spec",
                content.get("spec") instanceof Map<?, ?> spec ? spec : Map.of(),
                "annotations",
                annotations,
                "kind",
                entity.content().path("kind").asText(),
                "type",
                entity.type(),
                "lifecycle",
                entity.lifecycle());
    }

    private static Map<String, Object> map(JsonNode object) {
        var map = new HashMap<String, Object>();
        object.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
        return map;
    }

    private static Object value(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map(node);
            case ARRAY -> node.valueStream().map(CelExpressions::value).toList();
            case NUMBER -> number(node);
            case BOOLEAN -> node.booleanValue();
            case STRING -> node.textValue();
            default -> NullValue.NULL_VALUE;
        };
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.longValue();
        }
        return node.doubleValue();
    }
}
