package dev.milepost.catalog.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.values.NullValue;
import dev.milepost.catalog.entities.Entity;
import java.util.HashMap;
import java.util.Map;

/** Converts an entity to the variables of CEL expressions. */
final class CelVariables {

    private CelVariables() {}

    static Map<String, Object> of(Entity entity) {
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
            case ARRAY -> node.valueStream().map(CelVariables::value).toList();
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
