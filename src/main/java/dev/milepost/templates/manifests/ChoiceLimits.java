package dev.milepost.templates.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.http.ProblemException.Fault;
import java.util.Optional;
import java.util.Set;

/**
 * The limits of the choices in a JSON Schema. A form offers few levels of choices within choices, and each level
 * multiplies what there is to check. Every schema of a choice may have to be checked against every value.
 */
final class ChoiceLimits {

    /** The maximum depth: three levels of an {@code allOf} of {@code if} and {@code then}. */
    private static final int MAX_DEPTH = 6;

    /** The maximum number of schemas in the choices of one page. */
    private static final int MAX_SCHEMAS = 1_000;

    private static final Set<String> CHOICES =
            Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependencies", "dependentSchemas");

    /** The keywords whose members are schemas by any name. */
    private static final Set<String> MAPS =
            Set.of("properties", "patternProperties", "definitions", "$defs", "dependencies", "dependentSchemas");

    private static final Set<String> VALUES = Set.of("const", "enum", "default", "examples");

    private int schemas;

    private ChoiceLimits() {}

    /** Returns a fault at the first choice that exceeds a limit; empty if there is none. */
    static Optional<Fault> exceeded(JsonNode schema, ValuePath at) {
        return new ChoiceLimits().exceeded(schema, at, 0);
    }

    private Optional<Fault> exceeded(JsonNode schema, ValuePath at, int depth) {
        if (depth > MAX_DEPTH) {
            return fault(
                    at,
                    "is a choice (allOf, anyOf, oneOf, not, if, dependencies) within more than " + MAX_DEPTH
                            + " others: use fewer levels");
        }
        for (var keyword : schema.properties()) {
            var name = keyword.getKey();
            if (!VALUES.contains(name)) {
                var found = exceededIn(name, keyword.getValue(), at.member(name), depth);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        if (schema.isArray()) {
            for (int i = 0; i < schema.size(); i++) {
                var found = exceeded(schema.get(i), at.element(i), depth);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Fault> exceededIn(String keyword, JsonNode value, ValuePath at, int depth) {
        var isMap = MAPS.contains(keyword);
        var isChoice = CHOICES.contains(keyword);
        if (isChoice) {
            schemas += isMap || value.isArray() ? value.size() : 1;
            if (schemas > MAX_SCHEMAS) {
                return fault(
                        at,
                        "exceeds the limit of " + MAX_SCHEMAS
                                + " schemas in all choices (allOf, anyOf, oneOf, not, if, dependencies) of a page");
            }
        }
        var below = isChoice ? depth + 1 : depth;
        return isMap ? exceededInMap(value, at, below) : exceeded(value, at, below);
    }

    private Optional<Fault> exceededInMap(JsonNode map, ValuePath at, int depth) {
        for (var schema : map.properties()) {
            var found = exceeded(schema.getValue(), at.member(schema.getKey()), depth);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Fault> fault(ValuePath at, String detail) {
        return Optional.of(new Fault(at.pointer(), detail));
    }
}
