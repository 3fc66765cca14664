package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import dev.milepost.catalog.entities.AnnotationNames;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.EntityCheck;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.QuotedValue;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.catalog.rules.RuleSeverities;
import dev.milepost.catalog.rules.Severity;
import dev.milepost.platform.documents.JsonPointers;
import dev.milepost.platform.documents.ValuePath;
import dev.milepost.platform.schemas.JsonSchemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Validates an entity against the schema of its kind, and against what Backstage accepts. */
public final class SchemaCheck implements EntityCheck {

    static final Rule ENTITY =
            new Rule("entity-shape", "Write the entity in Backstage's format.", RuleSeverities.always(Severity.ERROR));
    static final Rule ANNOTATION = new Rule(
            "annotation-shape",
            "Give milepost.dev annotations values that match the annotation schema.",
            RuleSeverities.always(Severity.ERROR));

    static final Rule KEY = new Rule(
            "key-not-text",
            "Write keys as texts, and quote values in braces. Backstage reads a map that is a key as its text.",
            RuleSeverities.always(Severity.WARNING));

    private static final String ANNOTATIONS = "/metadata/annotations/";
    private static final String MILEPOST = JsonPointers.annotation(AnnotationNames.PREFIX);

    private final CatalogSchema schema;
    private final SchemaValidator validator;
    private final BackstageModel backstage = new BackstageModel();
    private final SchemaFix fix;

    public SchemaCheck(CatalogSchema schema) {
        this.schema = schema;
        this.validator = new SchemaValidator(schema);
        this.fix = new SchemaFix(schema, validator);
    }

    @Override
    public List<Rule> rules() {
        return List.of(ENTITY, ANNOTATION, KEY);
    }

    @Override
    public void check(Entity entity, Findings findings) {
        checkKeys(entity.content(), ValuePath.at(""), findings);
        checkShape(entity, findings);
    }

    private static void checkKeys(JsonNode value, ValuePath at, Findings findings) {
        if (findings.isFull()) {
            return;
        }
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                checkKeys(value.get(i), at.element(i), findings);
            }
        }
        value.properties().forEach(member -> {
            var key = member.getKey();
            if (key.equals("<<")) {
                findings.add(
                        KEY.id(),
                        at.member(key).pointer(),
                        "<< is a usual key for Backstage, unless its catalog has enableYamlMerge: repeat the fields here");
            } else if ((key.startsWith("{ ") && key.endsWith(" }")) || (key.startsWith("[ ") && key.endsWith(" ]"))) {
                findings.add(
                        KEY.id(),
                        at.member(key).pointer(),
                        "%s is read as a key, as it is not in quotes".formatted(QuotedValue.of(key)));
            }
            checkKeys(member.getValue(), at.member(key), findings);
        });
    }

    private void checkShape(Entity entity, Findings findings) {
        // Reports only the first error of a value, but every missing property and every field that is not allowed.
        var reported = new HashSet<String>();
        var errors = new ArrayList<>(validator.validate(entity));
        errors.addAll(backstage.validate(entity));
        for (var error : errors) {
            if (findings.isFull()) {
                return;
            }
            var pointer = JsonSchemas.pointer(error);
            var place = error.getProperty() == null ? pointer : pointer + "\n" + error.getProperty();
            if (!isOfOwner(error, pointer) && !isPlaceholder(entity, pointer) && reported.add(place)) {
                add(entity, error, pointer, findings);
            }
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

    /**
     * Whether the value, or one that contains it, is a placeholder such as {@code $text: ./openapi.yaml}, which Backstage
     * replaces by what it names before it reads the entity.
     */
    private static boolean isPlaceholder(Entity entity, String pointer) {
        var value = entity.content();
        for (var token : JsonPointers.tokens(pointer)) {
            value = value.isArray() ? value.path(index(token)) : value.path(token);
            if (value.isObject()
                    && value.size() == 1
                    && value.fieldNames().next().startsWith("$")) {
                return true;
            }
        }
        return false;
    }

    private static int index(String token) {
        return token.length() < 8 && token.chars().allMatch(c -> c >= '0' && c <= '9') && !token.isEmpty()
                ? Integer.parseInt(token)
                : -1;
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
            case "additionalProperties" ->
                "has the field %s, which Backstage does not allow there; fields of the kind go into spec"
                        .formatted(QuotedValue.of(String.valueOf(error.getProperty())));
            case "propertyNames" -> "has a key that Backstage does not accept: " + error.getMessage();
            case "type" -> "must be " + (schema.isArray() ? choices(schema) : type(schema.asText()));
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
