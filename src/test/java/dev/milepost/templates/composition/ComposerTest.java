package dev.milepost.templates.composition;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lock becomes in Backstage. */
class ComposerTest {

    static final String CODE = """
            parameters:
              - title: Service
                required: [name]
                properties:
                  name: {type: string, title: Name}
                  token: {type: string, ui:field: Secret}
              - title: Java
                properties:
                  javaVersion: {type: string, default: "21", renamedFrom: java}
            skeleton: {targetPath: .}
            """;

    static final String PUBLISH = """
            parameters: {title: Repository, required: [repoUrl], properties: {repoUrl: {type: string, ui:field: RepoUrlPicker}}}
            steps:
              - {id: publish, name: Publish, action: "publish:gitlab", input: {repoUrl: "${{ parameters.repoUrl }}"}}
              - {id: register, action: "catalog:register", input: {repoContentsUrl: "${{ steps.publish.output.repoContentsUrl }}"}}
            """;

    static final Map<String, String> FILES = Map.of("src/${{ values.name }}.txt", "${{ values.name }}");

    @Test
    void composesMetadata() {
        var template = compose(
                ModuleFixtures.of(ModuleFixtures.part("code", "scaffold", CODE, FILES))
                        .assemble("timeSaved: PT4H"),
                false);

        assertThat(template.path("apiVersion").asText()).isEqualTo("scaffolder.backstage.io/v1beta3");
        assertThat(template.at("/metadata/name").asText()).isEqualTo("made-service");
        assertThat(template.at("/metadata/tags/0").asText()).isEqualTo("java");
        assertThat(template.at("/metadata/annotations/backstage.io~1template-version")
                        .asText())
                .isEqualTo("1.2.0");
        assertThat(template.at("/metadata/annotations/backstage.io~1time-saved").asText())
                .isEqualTo("PT4H");
        assertThat(template.at("/metadata/annotations/milepost.dev~1template").asText())
                .isEqualTo("made-service@1.2.0");
        assertThat(template.at("/metadata/annotations/milepost.dev~1lock").asText())
                .startsWith("sha256:");
        assertThat(template.at("/spec/owner").asText()).isEqualTo("group:default/platform");
        assertThat(template.at("/spec/lifecycle").asText()).isEqualTo("production");
    }

    /** What opens a pull request is for a repository that is already in the catalog. */
    @ParameterizedTest
    @CsvSource({
        "publish:github, true",
        "publish:github:pull-request, false",
        "publish:gitlab:merge-request, false",
    })
    void registersOnlyNewRepositories(String action, boolean isRegistered) {
        var publish = "steps: [{id: pr, action: '%s', input: {}}]\n".formatted(action);
        var template = compose(
                ModuleFixtures.of(ModuleFixtures.part("publish", "deploy", publish, Map.of()))
                        .assemble(""),
                false);

        assertThat(template.at("/spec/steps")
                        .valueStream()
                        .anyMatch(step -> step.path("action").asText().equals("catalog:register")))
                .isEqualTo(isRegistered);
        assertThat(template.at("/spec/output/links").toString().contains("Open in catalog"))
                .isEqualTo(isRegistered);
    }

    @Test
    void marksDeprecatedTemplates() {
        var template = compose(
                ModuleFixtures.of(ModuleFixtures.part("code", "scaffold", CODE, FILES))
                        .assemble(""),
                true);

        assertThat(template.at("/metadata/title").asText()).endsWith("(deprecated)");
        assertThat(template.at("/metadata/tags")).extracting(JsonNode::asText).contains("deprecated");
        assertThat(template.at("/spec/lifecycle").asText()).isEqualTo("deprecated");
    }

    @Test
    void mergesPagesByTitle() {
        var more =
                "parameters: [{title: Service, required: [team], properties: {team: {type: string}, name: {type: string, title: Name}}}]";
        var own = "parameters: [{title: First, properties: {javaVersion: {type: string, enum: ['25']}}}]";

        var pages = compose(
                        ModuleFixtures.of(
                                        ModuleFixtures.part("code", "scaffold", CODE, FILES),
                                        ModuleFixtures.part("more", "build", more, Map.of()))
                                .assemble(own),
                        false)
                .at("/spec/parameters");

        assertThat(pages).extracting(page -> page.path("title").asText()).containsExactly("First", "Service");
        assertThat(pages.at("/0/properties/javaVersion/enum/0").asText()).isEqualTo("25");
        assertThat(pages.at("/1/properties").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("name", "token", "team");
        assertThat(pages.at("/1/required")).extracting(JsonNode::asText).containsExactly("name", "team");
        assertThat(pages.toString()).doesNotContain("renamedFrom");
    }

    @Test
    void refusesConflictingParameters() {
        var other = "parameters: [{title: Other, properties: {name: {type: string, title: Another}}}]";
        var resolved = ModuleFixtures.of(
                        ModuleFixtures.part("code", "scaffold", CODE, FILES),
                        ModuleFixtures.part("other", "build", other, Map.of()))
                .assemble("");

        assertProblem(ProblemType.UNCOMPOSABLE_MODULES, () -> compose(resolved, false))
                .hasMessageContaining("'code' and 'other' declare the parameter 'name' differently")
                .satisfies(refusal ->
                        assertThat(refusal.faults().get(0).pointer()).isEqualTo("/spec/parameters/0/properties/name"));
    }

    @Test
    void ordersStepsByPhaseAndPublishesLast() {
        var build = "steps: [{id: wait, action: 'debug:wait', input: {seconds: 1}}]";
        var template = compose(
                ModuleFixtures.of(
                                ModuleFixtures.part("a-publish", "build", PUBLISH, Map.of()),
                                ModuleFixtures.part("z-build", "build", build, Map.of()),
                                ModuleFixtures.part(
                                        "code", "scaffold", CODE, FILES, "https://git.example.com/tree/1/code/"))
                        .assemble("policies: {image-scan: optional, sca: required}"),
                false);

        assertThat(ids(template))
                .containsExactly("code_skeleton", "z-build_wait", "a-publish_publish", "a-publish_register");
        var step = template.at("/spec/steps");
        assertThat(step.at("/0/action").asText()).isEqualTo("fetch:template");
        assertThat(step.at("/0/input/url").asText()).isEqualTo("https://git.example.com/tree/1/code/skeleton");
        assertThat(step.at("/0/input/targetPath").asText()).isEqualTo("./");
        assertThat(step.at("/3/input/repoContentsUrl").asText())
                .isEqualTo("${{ steps['a-publish_publish'].output.repoContentsUrl }}");
        assertThat(template.at("/spec/output/links/0/url").asText())
                .isEqualTo("${{ steps['a-publish_publish'].output.remoteUrl }}");
        assertThat(template.at("/spec/output/links/1/entityRef").asText())
                .isEqualTo("${{ steps['a-publish_register'].output.entityRef }}");
    }

    @Test
    void passesTemplateContextWithoutSecretsToSkeletons() {
        var template = compose(
                ModuleFixtures.of(ModuleFixtures.part("code", "scaffold", CODE, FILES, "https://git.example.com/code"))
                        .assemble("policies: {image-scan: required}"),
                false);

        var values = template.at("/spec/steps/0/input/values");
        assertThat(values.properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("name", "javaVersion", "milepost");
        assertThat(values.path("name").asText()).isEqualTo("${{ parameters.name }}");
        assertThat(values.path("milepost").toString())
                .isEqualTo("{\"template\":{\"name\":\"made-service\",\"version\":\"1.2.0\"},"
                        + "\"correlationId\":\"${{ context.task.id }}\",\"policies\":{\"image-scan\":\"required\"}}");
    }

    @Test
    void addsOutputsOfModules() {
        var more = """
                steps: [{id: make, action: "acme:make", input: {}}]
                output:
                  links: [{title: Board, url: "${{ steps.make.output.url }}"}]
                  text: [{title: Next, content: Read it.}]
                """;
        var output = compose(
                        ModuleFixtures.of(
                                        ModuleFixtures.part("more", "build", more, Map.of()),
                                        ModuleFixtures.part("publish", "deploy", PUBLISH, Map.of()))
                                .assemble(""),
                        false)
                .at("/spec/output");

        assertThat(output.path("links"))
                .extracting(link -> link.path("title").asText())
                .containsExactly("Repository", "Open in catalog", "Board");
        assertThat(output.at("/links/2/url").asText()).isEqualTo("${{ steps['more_make'].output.url }}");
        assertThat(output.at("/text/0/title").asText()).isEqualTo("Next");
    }

    @Test
    void addsPublishStepWithoutPublishModule() {
        var repository = "parameters: [{title: Repository, properties: {repoUrl: {type: string}}}]";
        var template = compose(
                ModuleFixtures.of(ModuleFixtures.part("code", "scaffold", repository, Map.of()))
                        .assemble(""),
                false);

        assertThat(ids(template)).containsExactly("publish", "register");
        assertThat(template.at("/spec/steps/0/action").asText()).isEqualTo("publish:github");
    }

    @Test
    void prefixesStepIdsByModule() {
        var step = "steps: [{id: %s, action: 'debug:log', input: {message: \"${{ steps%s.output.x }} steps.%s\"}}]";
        var template = compose(
                ModuleFixtures.of(
                                ModuleFixtures.part("a", "build", step.formatted("b-c", "['b-c']", "c"), Map.of()),
                                ModuleFixtures.part("a-b", "build", step.formatted("c", ".c", "c"), Map.of()))
                        .assemble(""),
                false);

        assertThat(ids(template)).doesNotHaveDuplicates().contains("a_b-c", "a-b_c");
        assertThat(template.at("/spec/steps/1/input/message").asText())
                .isEqualTo("${{ steps['a-b_c'].output.x }} steps.c");
    }

    @Test
    void refusesReferencesToUnknownSteps() {
        var step = "steps: [{id: a, action: 'debug:log', input: {message: '${{ steps.b.output.x }}'}}]";
        var resolved = ModuleFixtures.of(ModuleFixtures.part("code", "build", step, Map.of()))
                .assemble("");

        assertProblem(ProblemType.UNCOMPOSABLE_MODULES, () -> compose(resolved, false))
                .hasMessage(
                        "Module 'code' refers to the step 'b'. Neither the module nor the golden path has a step with this id.");
    }

    @Test
    void refusesSkeletonsDependingOnSteps() {
        var skeleton = "skeleton: {targetPath: ., values: {url: '${{ steps.publish.output.remoteUrl }}'}}";
        var resolved = ModuleFixtures.of(ModuleFixtures.part("code", "scaffold", skeleton, FILES))
                .assemble("");

        assertProblem(ProblemType.UNCOMPOSABLE_MODULES, () -> compose(resolved, false))
                .hasMessageContaining("the skeleton of 'code' refers to the step 'publish'");
    }

    @Test
    void detectsSecrets() {
        var resolved = ModuleFixtures.of(ModuleFixtures.part("code", "scaffold", CODE, FILES))
                .assemble("parameters: [{title: More, properties: {key: {type: string, format: password}}}]");

        assertThat(Composer.secretParameters(resolved)).containsExactlyInAnyOrder("token", "key");
    }

    static JsonNode compose(ResolvedGoldenPath resolved, boolean deprecated) {
        return Composer.compose(
                resolved,
                new CompositionSettings("http://milepost.example.com", Actions.STOCK, "made-service", deprecated));
    }

    static List<String> ids(JsonNode template) {
        return StreamSupport.stream(template.at("/spec/steps").spliterator(), false)
                .map(step -> step.path("id").asText())
                .toList();
    }
}
