package dev.milepost.templates.composition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The evaluation of policies in a Template with Milepost's actions. */
class PolicyStepTest {

    private static final String CODE = """
            parameters: [{title: Service, required: [name], properties: {name: {type: string}}}]""";

    private static final String PUBLISH = """
            parameters: [{title: Repository, properties: {repoUrl: {type: string}}}]
            steps: [{id: publish, action: 'publish:github', input: {repoUrl: "${{ parameters.repoUrl }}"}}]""";

    @Test
    void evaluatesPoliciesOnceBeforeRepositoryIsCreated() {
        var secrets = """
                parameters: [{title: Keys, properties: {
                    api-key: {type: string, ui:field: Secret},
                    region-of: {type: string},
                    store: {type: object, properties: {password: {type: string, format: password}}}}}]""";
        var resolved = ModuleFixtures.of(
                        ModuleFixtures.part("code", "scaffold", CODE, Map.of()),
                        ModuleFixtures.part("keys", "scaffold", secrets, Map.of()),
                        ModuleFixtures.part("publish", "deploy", PUBLISH, Map.of()))
                .assemble("policies: {sbom: required, image-scan: optional}");

        var template = Composer.compose(
                resolved,
                new CompositionSettings("http://milepost.example.com", Actions.MILEPOST, "made-service", false));

        var steps = new ArrayList<JsonNode>();
        template.at("/spec/steps").forEach(steps::add);
        var evaluations = steps.stream()
                .filter(step -> step.path("action").asText().equals("milepost:policy:evaluate"))
                .toList();
        assertThat(evaluations).hasSize(1);
        assertThat(steps.indexOf(evaluations.get(0)))
                .isLessThan(steps.indexOf(steps.stream()
                        .filter(step -> step.path("action").asText().startsWith("publish:"))
                        .findFirst()
                        .orElseThrow()));
        var input = evaluations.get(0).path("input");
        assertThat(input.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("hook", "template", "version", "correlationId", "input");
        assertThat(input.path("hook").asText()).isEqualTo("scaffold");
        var values = input.at("/input/parameters");
        assertThat(values.path("name").asText()).isEqualTo("${{ parameters.name }}");
        assertThat(values.path("region-of").asText()).isEqualTo("${{ parameters['region-of'] }}");
        assertThat(values.has("api-key")).isFalse();
        assertThat(values.has("store")).isFalse();
    }
}
