package dev.milepost.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.composition.ComposedTemplateRenderer;
import dev.milepost.templates.composition.RenderedService;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import dev.milepost.upgrades.merging.TreeMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two versions of an imported Template upgrade a service, with its own edits kept. */
class ImportedUpgradeTest {

    private static final String TEMPLATE = """
            apiVersion: scaffolder.backstage.io/v1beta3
            kind: Template
            metadata:
              name: service
              annotations: {backstage.io/template-version: %s}
            spec:
              owner: group:default/platform
              type: service
              parameters:
                - title: Service
                  properties: {name: {type: string}, port: {type: integer, default: 8080}}
              steps:
                - id: repo
                  name: Repository
                  action: acme:repository:create
                  input: {name: '${{ parameters.name }}'}
                - id: fetch
                  name: Fetch
                  action: fetch:template
                  input:
                    url: ./skeleton
                    targetPath: ./out
                    values: {name: '${{ parameters.name }}', port: '${{ parameters.port }}', url: '${{ steps.repo.output.url }}'}
                - {id: rename, name: Rename, action: 'fs:rename', input: {files: [{from: out/README.md, to: out/docs/README.md}]}}
                - {id: publish, name: Publish, action: 'publish:github', input: {sourcePath: ./out}}
            """;

    @TempDir
    Path folder;

    @Test
    void keepsEditsAndTakesChanges() throws IOException {
        var base = imported("1.0.0", "# ${{ values.name }}\n\none\n\ntwo\n\nAt ${{ values.url }}.\n");
        write("1.1.0/skeleton/${{ values.name }}.txt", "${{ values.port }}\n");
        var target = imported("1.1.0", "# ${{ values.name }}\n\nnew\n\ntwo\n\nAt ${{ values.url }}.\n");
        assertThat(base.files().files().keySet()).containsExactly("docs/README.md");
        // A run knew the address, which no later rendering does.
        var theirs = FileTree.of(Map.of(
                "docs/README.md", TreeFile.text("# pay\n\none\n\ntwo\n\nAt https://git.example.com/pay.\n\nOurs.\n")));

        var merged = TreeMerge.merge(base.files(), target.files(), theirs, target::behaviour);

        assertThat(merged).extracting(MergedFile::outcome).doesNotContain(Outcome.CONFLICT);
        assertThat(text(merged, "docs/README.md"))
                .isEqualTo("# pay\n\nnew\n\ntwo\n\nAt https://git.example.com/pay.\n\nOurs.\n");
        assertThat(text(merged, "pay.txt")).isEqualTo("8080\n");
    }

    private RenderedService imported(String version, String readme) throws IOException {
        write(version + "/template.yaml", TEMPLATE.formatted(version));
        write(version + "/skeleton/README.md", readme);
        var out = folder.resolve("out");
        assertThat(ImportCorpus.run(folder.resolve(version).toString(), out).code())
                .isZero();
        ObjectNode values = JsonNodeFactory.instance.objectNode().put("name", "pay");
        return ComposedTemplateRenderer.render(
                ImportCorpus.resolved(out, "service", version, null), values, new Renderer());
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String text(List<MergedFile> merged, String path) {
        return merged.stream()
                .filter(file -> file.path().equals(path))
                .map(MergedFile::result)
                .findFirst()
                .flatMap(TreeFile::text)
                .orElseThrow();
    }
}
