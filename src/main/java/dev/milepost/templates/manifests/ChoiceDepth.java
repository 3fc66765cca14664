package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.ValuePath;
import java.util.Optional;
import java.util.Set;

/**
 * The depth of choices within choices in a JSON Schema. A form offers few levels of them, and each level multiplies
 * what there is to check.
 */
final class ChoiceDepth {

    /** The maximum depth: three levels of an {@code allOf} of {@code if} and {@code then}. */
    static final int MAX = 6;

    private static final Set<String> CHOICES =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependencies", "dependentSchemas");

    /** The keywords whose members are schemas by any name. */
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "definitions", "$defs", "dependencies", "dependentSchemas");

    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private ChoiceDepth() {}

    /** Returns the path of the first choice within more than {@link #MAX} others; empty if there is none. */
    static Optional<ValuePath> exceededAt(JsonNode schema, ValuePath at) {
        return exceededAt(schema, at, 0);
    }

    private static Optional<ValuePath> exceededAt(JsonNode schema, ValuePath at, int depth) {
        if (depth > MAX) {
            return Optional.of(at);
        }
        for (var keyword : schema.properties()) {
            var name = keyword.getKey();
            if (!VALUES.contains(name)) {
                var below = CHOICES.contains(name) ? depth + 1 : depth;
                var found = MAPS.contains(name)
                        ? exceededInMap(keyword.getValue(), at.member(name), below)
                        : exceededAt(keyword.getValue(), at.member(name), below);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (schema.isArray()) {
            for (int i = 0; i < schema.size(); i++) {
                var found = exceededAt(schema.get(i), at.element(i), depth);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ValuePath> exceededInMap(JsonNode schemas, ValuePath at, int depth) {
        for (var schema : schemas.properties()) {
            var found = exceededAt(schema.getValue(), at.member(schema.getKey()), depth);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
