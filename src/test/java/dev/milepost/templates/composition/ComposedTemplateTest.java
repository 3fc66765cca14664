package dev.milepost.templates.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.milepost.templates.rendering.Renderer;
import dev.milepost.templates.rendering.ScaffolderBackend;
import dev.milepost.templates.resolution.ResolvedGoldenPath;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Composed Templates run by Backstage's own scaffolder on Node: they are valid there, and make the very files that this
 * service renders.
 */
@Tag(Soak.ALONE)
class ComposedTemplateTest {

    private static final String CODE = """
            parameters:
              - title: Service
                required: [name]
                properties:
                  name: {type: string}
                  package: {type: string, default: com.example}
                  replicas: {type: integer, default: 3}
            skeleton:
              targetPath: .
              copyWithoutTemplating: ["chart/templates/**"]
              values:
                name: ${{ parameters.name }}
                folder: ${{ parameters.package | replace(".", "/") }}
                replicas: ${{ parameters.replicas }}
            """;

    private static final String PUBLISH = """
            parameters: {title: Repository, properties: {repoUrl: {type: string}}}
            skeleton: {targetPath: "deploy/${{ parameters.name }}"}
            steps:
              - {id: say, action: "debug:log", if: "${{ parameters.name === 'payments' }}", input: {message: "steps.say of ${{ parameters.name }}"}}
              - {id: publish, name: Publish, action: "publish:github", input: {repoUrl: "${{ parameters.repoUrl }}"}}
              - {id: register, action: "catalog:register", input: {repoContentsUrl: "${{ steps.publish.output.repoContentsUrl }}"}}
            """;

    private static final ResolvedGoldenPath ASSEMBLY = ModuleFixtures.of(
                    ModuleFixtures.part(
                            "code",
                            "scaffold",
                            CODE,
                            Map.of(
                                    "src/${{ values.folder }}/Main.java",
                                    "int replicas = ${{ values.replicas + 1 }};\n{% if values.name %}\nname\n{% endif %}\n",
                                    "chart/templates/${{ values.name }}.yaml",
                                    "{{ .Values.name }} ${{ values.name }}",
                                    "{% if values.absent %}none{% endif %}/none.txt",
                                    "not there",
                                    "a b/ü#?%.txt",
                                    "${{ values.milepost | dump }}",
                                    ".github/ci.yaml",
                                    "{% raw %}${{ github.sha }}{% endraw %} ${{ values.milepost.policies['image-scan'] }}\n")),
                    ModuleFixtures.part(
                            "publish", "deploy", PUBLISH, Map.of("${{ values.name }}.txt", "${{ values.repoUrl }}")))
            .assemble("policies: {image-scan: required, sbom: optional}");

    @Test
    void rendersLikeBackstage() throws IOException {
        assumeTrue(ScaffolderBackend.hasNode(), "There is no Node: the comparison with Backstage is left out.");
        var parameters = JsonNodeFactory.instance.objectNode().put("name", "payments");
        parameters
                .put("repoUrl", "github.com?owner=a&repo=payments")
                .put("package", "com.acme.pay")
                .put("replicas", 3);

        var run = BackstageDryRun.run(List.of(new BackstageDryRun.DryRunRequest(ASSEMBLY, parameters)))
                .get(0);

        assertThat(run.error()).isEmpty();
        assertThat(run.valid()).isTrue();
        assertThat(run.log()).contains("steps.say of payments");
        assertThat(run.task()).startsWith("dry-run-");
        var rendered = ComposedTemplateRenderer.render(ASSEMBLY, parameters, run.task(), new Renderer());
        assertThat(texts(run.files())).isEqualTo(texts(rendered.files()));
        assertThat(rendered.files().files()).hasSize(5);
    }

    private static Map<String, String> texts(FileTree tree) {
        var texts = new TreeMap<String, String>();
        tree.files().forEach((path, file) -> texts.put(path, file.text().orElseThrow()));
        return texts;
    }
}
