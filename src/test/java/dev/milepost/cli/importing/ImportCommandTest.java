package dev.milepost.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.composition.ComposedTemplateRenderer;
import dev.milepost.templates.composition.Composer;
import dev.milepost.templates.composition.CompositionSettings;
import dev.milepost.templates.composition.CompositionSettings.Actions;
import dev.milepost.templates.rendering.Renderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Templates become golden paths that compose to the same Template, and render what Backstage renders of it. */
class ImportCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SOURCE = "https://git.example.com/acme/templates/tree/1/module/";

    @TempDir
    Path out;

    static List<Path> complete() {
        return ImportCorpus.complete();
    }

    static TreeMap<String, String> expected(Path folder) throws IOException {
        var expected = new TreeMap<String, String>();
        JSON.readTree(folder.resolve("expected.json").toFile())
                .properties()
                .forEach(file -> expected.put(file.getKey(), file.getValue().asText()));
        return expected;
    }

    @ParameterizedTest
    @MethodSource("complete")
    void composesToTheSameTemplate(Path folder) throws IOException {
        var name = folder.getFileName().toString();
        assertThat(ImportCorpus.run(folder.toString(), out).code()).isZero();
        var original = ImportCorpus.original(folder);

        var composed = Composer.compose(
                ImportCorpus.resolved(out, name, "1.0.0", SOURCE),
                new CompositionSettings("https://milepost.example.com", Actions.STOCK, name, false));

        assertThat(withoutAddresses(composed.at("/spec/steps")))
                .isEqualTo(withoutAddresses(original.at("/spec/steps")));
        assertThat(composed.at("/spec/steps").toString()).doesNotContain("\"url\":\".");
        var pages = original.at("/spec/parameters");
        assertThat(composed.at("/spec/parameters"))
                .isEqualTo(pages.isObject() ? JSON.createArrayNode().add(pages) : pages);
        assertThat(composed.at("/spec/output"))
                .isEqualTo(
                        original.at("/spec/output").isMissingNode()
                                ? JSON.createObjectNode()
                                : original.at("/spec/output"));
        assertThat(composed.at("/metadata/title")).isEqualTo(original.at("/metadata/title"));
    }

    @ParameterizedTest
    @MethodSource("complete")
    void rendersWhatBackstageRenders(Path folder) throws IOException {
        ImportCorpus.run(folder.toString(), out);
        var resolved = ImportCorpus.resolved(out, folder.getFileName().toString(), "1.0.0", null);

        var rendered = ComposedTemplateRenderer.render(resolved, ImportCorpus.values(folder), new Renderer());

        assertThat(ImportedInBackstageTest.contents(rendered.workspace())).isEqualTo(expected(folder));
    }

    /** What is in the service's repository is what the first step publishes. */
    @Test
    void knowsTheFilesOfTheService() throws IOException {
        ImportCorpus.run(ImportCorpus.FOLDER.resolve("two-repositories").toString(), out);
        var rendered = ComposedTemplateRenderer.render(
                ImportCorpus.resolved(out, "two-repositories", "1.0.0", null),
                ImportCorpus.values(ImportCorpus.FOLDER.resolve("two-repositories")),
                new Renderer());

        assertThat(rendered.files().files().keySet()).containsExactly("README.md", "catalog-info.yaml");
        assertThat(rendered.files().find("README.md").orElseThrow().executable())
                .isTrue();
        assertThat(rendered.origins().keySet())
                .isEqualTo(rendered.files().files().keySet());
        assertThat(rendered.workspace().files()).containsKey("gitops/argocd/pay-app.yaml");
    }

    /** The figures of the whole corpus. */
    @Test
    void importsAllThatBackstageRuns() {
        var output = ImportCorpus.run(ImportCorpus.FOLDER.toString(), out);

        System.out.print(output.text());
        assertThat(output.code()).isEqualTo(1);
        assertThat(output.text())
                .contains("%1$d of %2$d Templates imported"
                        .formatted(
                                ImportCorpus.complete().size() + 3,
                                ImportCorpus.complete().size() + 7))
                .contains("refused/old/template.yaml:1: error: /apiVersion: 'backstage.io/v1beta2' is not read")
                .contains("refused/missing/template.yaml:11: error: /spec/steps/0/input/url: there is no './skeleton'")
                .contains("refused/broken/template.yaml:5: error: ")
                .contains("refused/outside/template.yaml:10: error: /spec/steps/0/input/url: '../shared/ci' is above");
    }

    @Test
    void saysWhatIsDifferent() throws IOException {
        var output = ImportCorpus.run(ImportCorpus.FOLDER.resolve("notes").toString(), out);

        assertThat(output.code()).isZero();
        assertThat(output.text())
                .contains("repaired/template.yaml:3: note: /metadata/tags/1: is left out: 'Not A Tag' is no tag")
                .contains("repaired/template.yaml:5: note: /spec/owner: becomes 'platform-team'")
                .contains("repaired/template.yaml:10: note: /spec/parameters/0/properties/name/required: is left out")
                .contains("repaired/template.yaml:11: note: /spec/parameters/0/properties/size/maxLength: is left out")
                .contains("names/template.yaml:4: note: /metadata/name: becomes 'node-service-version-2'")
                .contains("names/template.yaml:6: note: /metadata/namespace: is left out")
                .contains("elsewhere/template.yaml:10: note: /spec/steps/0/input/url: upgrades do not follow");
        var composed = Composer.compose(
                ImportCorpus.resolved(out, "node-service-version-2", "2.3.4", SOURCE),
                new CompositionSettings("https://milepost.example.com", Actions.STOCK, "node", false));
        assertThat(composed.at("/spec/system").asText()).isEqualTo("shop");
        assertThat(composed.at("/spec/presentation/buttonLabels/createButtonText")
                        .asText())
                .isEqualTo("Go");
        assertThat(composed.at("/metadata/annotations/backstage.io~1techdocs-ref")
                        .asText())
                .isEqualTo("dir:.");
        assertThat(composed.at("/metadata/labels/team").asText()).isEqualTo("a");
        assertThat(composed.at("/metadata/links/0/title").asText()).isEqualTo("Docs");
    }

    @Test
    void writesNothingOverAnother() {
        var folder = ImportCorpus.FOLDER.resolve("loops").toString();
        ImportCorpus.run(folder, out);

        var again = ImportCorpus.run(folder, out);

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.text()).contains("is there already");
    }

    @Test
    void clonesAnAddress(@TempDir Path repository) throws Exception {
        var template = repository.resolve("a/node/template.yaml");
        Files.createDirectories(template.getParent());
        Files.copy(ImportCorpus.FOLDER.resolve("notes/names/template.yaml"), template);
        for (var command : new String[] {
            "git init -q -b main .", "git add .", "git -c user.name=a -c user.email=a@b.c commit -q -m a"
        }) {
            assertThat(new ProcessBuilder(command.split(" "))
                            .directory(repository.toFile())
                            .start()
                            .waitFor())
                    .isZero();
        }

        var output = ImportCorpus.run("file://" + repository + "/tree/main/a", out, "--owner", "group:default/web");

        assertThat(output.text()).contains("1 of 1 Templates imported");
        assertThat(Files.readString(out.resolve("golden-paths/node-service-version-2/2.3.4/manifest.yaml")))
                .contains("owner: group:default/web");
    }

    private static JsonNode withoutAddresses(JsonNode steps) {
        var copy = steps.deepCopy();
        for (var step : copy) {
            if (step.path("action").asText().startsWith("fetch:")) {
                ((ObjectNode) step.get("input")).put("url", "");
            }
        }
        return copy;
    }
}
