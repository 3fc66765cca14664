package dev.milepost.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.composition.Setting.Actions;
import dev.milepost.rendering.Renderer;
import dev.milepost.rendering.ScaffolderBackend;
import dev.milepost.resolution.Assembly;
import dev.milepost.trees.FileTree;
import dev.milepost.trees.TreeFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Composed Templates run by Backstage's own scaffolder on Node: they are valid there, and make the very files that this
 * service renders.
 */
class ComposedTemplateTest {

    private static final String BASE_URL = "http://milepost.example.com";
    private static final ObjectMapper JSON = new ObjectMapper();

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

    private static final Assembly ASSEMBLY = Parts.of(
                    Parts.part(
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
                    Parts.part("publish", "deploy", PUBLISH, Map.of("${{ values.name }}.txt", "${{ values.repoUrl }}")))
            .assemble("policies: {image-scan: required, sbom: optional}");

    @Test
    void makesInBackstageWhatThisServiceRenders() throws IOException {
        assumeTrue(ScaffolderBackend.hasNode(), "There is no Node: the comparison with Backstage is left out.");
        var parameters = JsonNodeFactory.instance.objectNode().put("name", "payments");
        parameters
                .put("repoUrl", "github.com?owner=a&repo=payments")
                .put("package", "com.acme.pay")
                .put("replicas", 3);

        var run = run(parameters);

        assertThat(run.path("error").asText()).isEmpty();
        assertThat(run.path("valid").asBoolean()).isTrue();
        assertThat(run.path("log").toString()).contains("steps.say of payments", "Policy image-scan (required)");
        var task = run.at("/output/correlationId").asText();
        assertThat(task).startsWith("dry-run-");
        var rendered = ServiceRendering.render(ASSEMBLY, parameters, task, new Renderer());
        assertThat(texts(files(run))).isEqualTo(texts(rendered.files()));
        assertThat(rendered.files().files()).hasSize(5);
    }

    private static JsonNode run(ObjectNode parameters) throws IOException {
        var asked = JSON.createObjectNode();
        var run = asked.putArray("runs").addObject();
        run.set("template", Composer.compose(ASSEMBLY, new Setting(BASE_URL, Actions.STOCK, "made-service", false)));
        run.set("parameters", parameters);
        run.set("served", served());
        var directory = Files.createTempDirectory("composed");
        Files.writeString(directory.resolve("asked.json"), asked.toString());
        Files.copy(Path.of("src/test/backstage/scaffold.cjs"), directory.resolve("scaffold.cjs"));
        Files.createSymbolicLink(
                directory.resolve("node_modules"), ScaffolderBackend.installed().resolve("node_modules"));
        var process = new ProcessBuilder(
                        "node", "--preserve-symlinks-main", "scaffold.cjs", "asked.json", "answered.json")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(process.onExit().join().exitValue()).isZero();
        return JSON.readTree(directory.resolve("answered.json").toFile()).at("/runs/0");
    }

    /** What this service answers for files of modules. */
    private static ObjectNode served() {
        var served = JSON.createObjectNode();
        for (var part : ASSEMBLY.parts()) {
            part.skeleton()
                    .files()
                    .forEach((path, file) -> served.put(
                            "%s/api/v1/modules/%s/versions/1.2.0/files/%s"
                                    .formatted(BASE_URL, part.module().name(), encoded(path)),
                            Base64.getEncoder().encodeToString(file.content())));
        }
        return served;
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    private static FileTree files(JsonNode run) {
        var files = new TreeMap<String, TreeFile>();
        for (var file : run.path("files")) {
            var content = Base64.getDecoder().decode(file.path("content").asText());
            files.put(file.path("path").asText(), TreeFile.of(content, false));
        }
        return FileTree.of(files);
    }

    private static Map<String, String> texts(FileTree tree) {
        var texts = new TreeMap<String, String>();
        tree.files().forEach((path, file) -> texts.put(path, file.text().orElseThrow()));
        return texts;
    }
}
