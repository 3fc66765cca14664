package dev.milepost.templates.rendering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.platform.http.ProblemException;
import dev.milepost.templates.rendering.ScaffolderBackend.RenderRequest;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds the rendering against the scaffolder of Backstage itself, byte for byte, where Node is there to run it. */
@Tag(Soak.ALONE)
class BackstageRenderingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CORPUS = Path.of("src/test/backstage/templates.yaml");
    private static final Renderer RENDERER = new Renderer();

    @BeforeAll
    static void needNode() {
        assumeTrue(ScaffolderBackend.hasNode(), "Backstage's scaffolder runs on Node and npm, which are not there");
    }

    @Test
    void rendersTextsLikeBackstage() throws IOException {
        var corpus = yaml(CORPUS);
        var requests = corpus.get("texts")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .map(text -> new RenderRequest(tree("file", text.textValue()), corpus.get("values"), List.of()))
                .toList();

        compare(requests);
    }

    @Test
    void rendersTreesLikeBackstage() throws IOException {
        var values = yaml(CORPUS).get("values");

        compare(SampleTrees.ALL.stream()
                .map(tree -> new RenderRequest(tree.files(), values, tree.copyWithoutTemplating()))
                .toList());
    }

    @Test
    void rendersProjectSkeletonsLikeBackstage() throws IOException {
        var skeletons = Skeletons.of(Path.of("templates"));

        assertThat(skeletons).isNotEmpty();
        compare(skeletons);
    }

    @Test
    void rendersRandomTextsLikeBackstage() throws IOException {
        var values = yaml(CORPUS).get("values");

        compare(IntStream.range(0, 100)
                .mapToObj(seed ->
                        new RenderRequest(tree("file", new RandomTemplates(new Random(seed)).any()), values, List.of()))
                .toList());
    }

    @Test
    void rendersInputsLikeBackstage() throws IOException {
        var corpus = yaml(Path.of("src/test/backstage/inputs.yaml"));
        var inputs = corpus.get("inputs").valueStream().toList();

        var theirs = ScaffolderBackend.evaluate(inputs, corpus.get("context"));

        for (int i = 0; i < inputs.size(); i++) {
            assertThat(JSON.readTree(RENDERER.evaluate(inputs.get(i), corpus.get("context"))
                            .toString()))
                    .as(inputs.get(i).toString())
                    .isEqualTo(theirs.get(i));
        }
    }

    private static void compare(List<RenderRequest> requests) throws IOException {
        var theirs = ScaffolderBackend.render(requests);
        var differences = new ArrayList<String>();
        for (int i = 0; i < requests.size(); i++) {
            var said = said(theirs.get(i).files());
            var expected = theirs.get(i).error().isEmpty() ? said : "refused";
            var ours = ours(requests.get(i));
            if (!(ours.startsWith("refused") && expected.equals("refused")) && !ours.equals(expected)) {
                differences.add("%s%n  Backstage: %s %s%n  Milepost:  %s"
                        .formatted(
                                said(requests.get(i).skeleton()),
                                expected,
                                theirs.get(i).error(),
                                ours));
            }
        }
        assertThat(String.join("\n", differences)).isEmpty();
    }

    private static String ours(RenderRequest asked) {
        try {
            return said(RENDERER.render(asked.skeleton(), asked.values(), asked.copyWithoutTemplating()));
        } catch (ProblemException e) {
            return "refused: " + e.getMessage();
        }
    }

    /** Every byte of a tree in a form that shows differences. */
    private static String said(FileTree tree) {
        var said = new TreeMap<String, String>();
        tree.files()
                .forEach((path, file) -> said.put(
                        path,
                        (file.executable() ? "x " : "")
                                + JSON.valueToTree(file.text()
                                        .orElseGet(() -> HexFormat.of().formatHex(file.content())))));
        return said.toString();
    }

    private static FileTree tree(String path, String text) {
        return FileTree.of(Map.of(path, TreeFile.of(text.getBytes(UTF_8), false)));
    }

    static JsonNode yaml(Path path) throws IOException {
        return JSON.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(path)));
    }
}
