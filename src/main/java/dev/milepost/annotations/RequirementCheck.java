package dev.milepost.annotations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.entities.Entity;
import dev.milepost.entities.Pointer;
import dev.milepost.rules.Check;
import dev.milepost.rules.Findings;
import dev.milepost.rules.Fixes;
import dev.milepost.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Annotations that are required and missing. */
public final class RequirementCheck implements Check {

    private final CatalogSchema schema;
    private final List<Requirement> requirements;
    private final Map<String, List<String>> words;
    private final Map<String, String> defaults;

    /** @param defaults what an annotation is where nobody says, by annotation */
    public RequirementCheck(CatalogSchema schema, Vocabulary vocabulary, Map<String, String> defaults) {
        this.schema = schema;
        this.requirements = Requirements.of(vocabulary);
        this.words = vocabulary.words();
        this.defaults = Map.copyOf(defaults);
    }

    @Override
    public List<Rule> rules() {
        return requirements.stream().map(Requirement::rule).toList();
    }

    @Override
    public void judge(Entity entity, Findings findings) {
        for (var requirement : requirements) {
            // What is there in another form is a finding of the schema's.
            if (!entity.annotations().has(requirement.annotation())
                    && requirement.of().test(entity)) {
                add(entity, requirement, findings);
            }
        }
    }

    private void add(Entity entity, Requirement requirement, Findings findings) {
        var annotation = requirement.annotation();
        var known = requirement.clue().apply(entity).or(() -> Optional.ofNullable(defaults.get(annotation)));
        findings.add(
                requirement.rule().id(),
                Pointer.annotation(annotation),
                requirement.rule().asks() + " " + values(annotation),
                known.map(value -> Fixes.annotation(annotation, value)).orElse(null));
    }

    private String values(String annotation) {
        var described = schema.annotation(annotation);
        var choices = words.getOrDefault(annotation, texts(described.path("enum")));
        return choices.isEmpty()
                ? "Such as: " + String.join(", ", texts(described.path("examples")))
                : "One of: " + String.join(", ", choices);
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).collect(Collectors.toList());
    }
}
