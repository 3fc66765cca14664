package dev.milepost.catalog.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.catalog.entities.Entity;
import dev.milepost.catalog.rules.EntityCheck;
import dev.milepost.catalog.rules.Findings;
import dev.milepost.catalog.rules.Fixes;
import dev.milepost.catalog.rules.Rule;
import dev.milepost.platform.documents.JsonPointers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reports required annotations that are missing. */
public final class RequiredAnnotationCheck implements EntityCheck {

    private final CatalogSchema schema;
    private final List<RequiredAnnotation> requirements;
    private final Map<String, List<String>> allowedValues;
    private final Map<String, String> defaults;

    /** @param defaults by annotation, the value to propose if none can be inferred */
    public RequiredAnnotationCheck(CatalogSchema schema, Vocabulary vocabulary, Map<String, String> defaults) {
        this.schema = schema;
        this.requirements = RequiredAnnotations.of(vocabulary);
        this.allowedValues = vocabulary.valuesByAnnotation();
        this.defaults = Map.copyOf(defaults);
    }

    @Override
    public List<Rule> rules() {
        return requirements.stream().map(RequiredAnnotation::rule).toList();
    }

    @Override
    public void check(Entity entity, Findings findings) {
        for (var requirement : requirements) {
            // SchemaCheck reports an annotation that is present but malformed.
            if (!entity.annotations().has(requirement.annotation())
                    && requirement.appliesTo().test(entity)) {
                add(entity, requirement, findings);
            }
        }
    }

    private void add(Entity entity, RequiredAnnotation requirement, Findings findings) {
        var annotation = requirement.annotation();
        var known = requirement.inferredValue().apply(entity).or(() -> Optional.ofNullable(defaults.get(annotation)));
        findings.add(
                requirement.rule().id(),
                JsonPointers.annotation(annotation),
                requirement.rule().message() + " " + values(annotation),
                known.map(value -> Fixes.annotation(annotation, value)).orElse(null));
    }

    private String values(String annotation) {
        var described = schema.annotation(annotation);
        var choices = allowedValues.getOrDefault(annotation, texts(described.path("enum")));
        return choices.isEmpty()
                ? "Examples: " + String.join(", ", texts(described.path("examples")))
                : "Allowed values: " + String.join(", ", choices);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.toList());
    }
}
