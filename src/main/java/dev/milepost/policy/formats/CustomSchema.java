package dev.milepost.policy.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.regex.RegularExpression;
import dev.milepost.platform.documents.FaultCollector;
import dev.milepost.platform.expressions.LinearExpression;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Schema that somebody else wrote. It refers to nothing outside itself, nor to itself again, so that a validation
 * takes time by the size of the document times that of the schema.
 */
final class CustomSchema {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

    /** The schemas within, counting each as often as it is referred to. */
    private static final int MAX_SCHEMAS = 2_000;

    private static final String DEFINITIONS = "#/$defs/";
    private static final Set<String> REFUSED = Set.of("$dynamicRef", "$dynamicAnchor", "$anchor", "$id", "$vocabulary");

    private static final SchemaRegistry REGISTRY = JsonSchemas.registry(CustomSchema::expression);
    private static final Schema META_SCHEMA = REGISTRY.getSchema(SchemaLocation.of(DIALECT));

    private final Schema schema;

    private CustomSchema(Schema schema) {
        this.schema = schema;
    }

    /** Returns null if the schema has faults. */
    static @Nullable CustomSchema of(JsonNode document, String at, FaultCollector faults) {
        var errors = JsonSchemas.validate(META_SCHEMA, document);
        errors.stream()
                .limit(10)
                .forEach(error -> faults.add(
                        at + JsonSchemas.pointer(error), "is not valid by JSON Schema 2020-12: " + error.getMessage()));
        if (!errors.isEmpty()) {
            return null;
        }
        var detail = new References(document).fault();
        if (detail != null) {
            faults.add(at, detail);
            return null;
        }
        try {
            var copy = (ObjectNode) document.deepCopy();
            copy.remove("$schema");
            var schema = REGISTRY.getSchema(SchemaLocation.of("urn:milepost:evidence:custom"), copy);
            schema.initializeValidators();
            return new CustomSchema(schema);
        } catch (RuntimeException e) {
            // The library and RE2 have exceptions of their own for patterns and keywords that they do not support.
            faults.add(at, "cannot be used: " + Facts.text(Facts.SENTENCE, String.valueOf(e.getMessage())));
            return null;
        }
    }

    void validate(JsonNode value, FaultCollector faults) {
        for (var error : JsonSchemas.validate(schema, value)) {
            if (faults.isFull()) {
                break;
            }
            faults.add(JsonSchemas.pointer(error), error.getMessage());
        }
    }

    private static RegularExpression expression(String pattern) {
        var expression = LinearExpression.compile(pattern);
        return text -> expression.matcher(text).find();
    }

    /** Counts the schemas within, following references. */
    private static final class References {

        private static final int MAX_DEPTH = 100;

        private final JsonNode document;
        private int schemas;

        References(JsonNode document) {
            this.document = document;
        }

        /** Why the schema is refused; null if it is not. */
        @Nullable
        String fault() {
            return fault(document, 0);
        }

        private @Nullable String fault(JsonNode node, int depth) {
            if (++schemas > MAX_SCHEMAS) {
                return "has more than %d parts, counting each $ref with what it refers to".formatted(MAX_SCHEMAS);
            } else if (depth > MAX_DEPTH) {
                return "refers to itself, or is nested too deeply";
            }
            for (var member : node.properties()) {
                var found =
                        REFUSED.contains(member.getKey()) && member.getValue().isTextual()
                                ? "has %s, which is not supported".formatted(member.getKey())
                                : ofMember(member.getKey(), member.getValue(), depth);
                if (found != null) {
                    return found;
                }
            }
            if (node.isArray()) {
                for (var element : node) {
                    var found = fault(element, depth + 1);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }

        private @Nullable String ofMember(String keyword, JsonNode value, int depth) {
            if (keyword.equals("$ref") && value.isTextual()) {
                var name = value.asText();
                var target = name.startsWith(DEFINITIONS)
                        ? document.path("$defs").path(name.substring(DEFINITIONS.length()))
                        : null;
                return target == null || target.isMissingNode()
                        ? "has a $ref that is not #/$defs/ and the name of a definition"
                        : fault(target, depth + 1);
            } else if (keyword.equals("$schema") && value.isTextual()) {
                return value.asText().startsWith(DIALECT) ? null : "has a $schema other than " + DIALECT;
            }
            return keyword.equals("$defs") ? null : fault(value, depth + 1);
        }
    }
}
