package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.EntityCheck;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.Severities;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Validates an entity against the schema of its kind. */
public final class SchemaCheck implements EntityCheck {

    static final Rule ENTITY =
            new Rule("entity-shape", "Write the entity in Backstage's format.", Severities.always(Severity.ERROR));
    static final Rule ANNOTATION = new Rule(
            "annotation-shape",
            "Give milepost.dev annotations values that match the annotation schema.",
            Severities.always(Severity.ERROR));

    private static final String ANNOTATIONS = "/metadata/annotations/";
    private static final String MILEPOST = JsonPointers.annotation(AnnotationNames.PREFIX);

    private final CatalogSchema schema;
    private final SchemaValidator validator;
    private final SchemaFix fix;

    public SchemaCheck(CatalogSchema schema) {
        this.schema = schema;
        this.validator = new SchemaValidator(schema);
        this.fix = new SchemaFix(schema, validator);
    }

    @Override
    public List<Rule> rules() {
        return List.of(ENTITY, ANNOTATION);
    }

    @Override
    public void check(Entity entity, Findings findings) {
        @Nullable String before = null;
        for (var error : validator.validate(entity)) {
            if (findings.isFull()) {
                return;
            }
            var pointer = JsonSchemas.pointer(error);
            // Reports only the first error of a value, but every missing property.
            if (!isOfOwner(error, pointer) && (!pointer.equals(before) || isMissing(error))) {
                add(entity, error, pointer, findings);
            }
            before = pointer;
        }
    }

    private void add(Entity entity, Error error, String pointer, Findings findings) {
        if (pointer.startsWith(MILEPOST)) {
            var name = JsonPointers.lastToken(pointer);
            findings.add(ANNOTATION.id(), pointer, name + " " + requirement(name, error), fix.annotation(entity, name));
        } else if (isMissing(error)) {
            findings.add(
                    ENTITY.id(),
                    JsonPointers.of(pointer, error.getProperty()),
                    "%s is missing, but Backstage requires it".formatted(error.getProperty()));
        } else {
            var fixed = pointer.startsWith(ANNOTATIONS)
                    ? fix.annotation(entity, JsonPointers.lastToken(pointer))
                    : fix.field(entity, pointer);
            findings.add(
                    ENTITY.id(),
                    pointer,
                    (pointer.isEmpty() ? "The entity" : pointer) + " " + requirement(error),
                    fixed);
        }
    }

    /** Whether the error is about the owner, which OwnerCheck reports in more detail. */
    private static boolean isOfOwner(Error error, String pointer) {
        return pointer.equals("/spec/owner")
                || (pointer.equals("/spec") && isMissing(error) && "owner".equals(error.getProperty()));
    }

    private static boolean isMissing(Error error) {
        return "required".equals(error.getKeyword());
    }

    private String requirement(String name, Error error) {
        var annotation = schema.annotation(name);
        if (error.getKeyword().equals("pattern") && !annotation.isMissingNode()) {
            var example = annotation.path("examples").path(0).asText();
            return "has the wrong format. "
                    + annotation.path("description").asText()
                    + (example.isEmpty() ? "" : " Example: " + example);
        }
        return requirement(error);
    }

    private static String requirement(Error error) {
        var schema = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "type" -> "must be " + type(schema.asText());
            case "enum" -> "must be one of " + choices(schema);
            case "const" -> "must be " + schema.asText();
            case "minLength" -> "must not be empty";
            case "maxLength" -> "must have at most " + schema.asText() + " characters";
            case "pattern" -> "must match " + schema.asText();
            default -> error.getMessage();
        };
    }

    private static String type(String type) {
        return switch (type) {
            case "string" -> "a string; put numbers, true and false in quotes";
            case "object" -> "a map";
            case "array" -> "a list";
            default -> type;
        };
    }

    private static String choices(JsonNode values) {
        return values.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }
}
