package dev.milepost.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.milepost.templates.composition.BackstageDryRun;
import dev.milepost.templates.composition.BackstageDryRun.DryRunRequest;
import dev.milepost.templates.composition.BackstageDryRun.PlainRequest;
import dev.milepost.templates.rendering.ScaffolderBackend;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import dev.milepost.testing.Soak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Templates and what they are imported to, both run by Backstage's own scaffolder: they make the same files, which are
 * in {@code expected.json} beside each. {@code -Dmilepost.write=true} writes these.
 */
@Tag(Soak.ALONE)
class ImportedInBackstageTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ELSEWHERE = "https://templates.example.com/";

    @TempDir
    Path out;

    @Test
    void makesTheSameFiles() throws IOException {
        assumeTrue(ScaffolderBackend.hasNode(), "There is no Node: the comparison with Backstage is left out.");
        var plain = new ArrayList<PlainRequest>();
        var composed = new ArrayList<DryRunRequest>();
        var foreign = new TreeSet<String>();
        for (var folder : ImportCorpus.complete()) {
            var name = folder.getFileName().toString();
            assertThat(ImportCorpus.run(folder.toString(), out).code()).as(name).isZero();
            var original = ImportCorpus.original(folder);
            var actions = new TreeSet<String>();
            original.at("/spec/steps")
                    .forEach(step -> actions.add(step.path("action").asText()));
            foreign.addAll(actions);
            plain.add(new PlainRequest(
                    absolute(original), ImportCorpus.values(folder), ImportCorpus.tree(folder), shared(), actions));
            // Folders that are known only in a run need a source.
            if (!name.equals("shared-skeletons")) {
                composed.add(new DryRunRequest(
                        ImportCorpus.resolved(out, name, "1.0.0", null), ImportCorpus.values(folder)));
            }
        }

        var expected = BackstageDryRun.runPlain(plain);
        var runs = BackstageDryRun.run(composed, Set.copyOf(foreign));

        for (int i = 0, j = 0; i < expected.size(); i++) {
            var folder = ImportCorpus.complete().get(i);
            assertThat(expected.get(i).error()).as("%s", folder).isEmpty();
            assertThat(expected.get(i).valid()).as("%s", folder).isTrue();
            var files = expected.get(i).files();
            if (Boolean.getBoolean("milepost.write")) {
                write(files, folder.resolve("expected.json"));
            }
            assertThat(contents(files)).as("%s", folder).isEqualTo(ImportCommandTest.expected(folder));
            if (!folder.endsWith("shared-skeletons")) {
                var run = runs.get(j++);
                assertThat(run.error()).as("%s", folder).isEmpty();
                assertThat(run.valid()).as("%s", folder).isTrue();
                assertThat(contents(run.files())).as("%s", folder).isEqualTo(contents(files));
            }
        }
    }

    /** Files above the Template's folder are beside it only on a host of git. */
    private static ObjectNode absolute(ObjectNode template) {
        var copy = template.deepCopy();
        for (var step : copy.at("/spec/steps")) {
            var url = step.path("input").path("url").asText();
            if (url.startsWith("../")) {
                ((ObjectNode) step.get("input")).put("url", ELSEWHERE + url.substring(3));
            }
        }
        return copy;
    }

    private static Map<String, TreeFile> shared() {
        var served = new TreeMap<String, TreeFile>();
        ImportCorpus.tree(ImportCorpus.FOLDER.resolve("shared"))
                .files()
                .forEach((path, file) -> served.put(ELSEWHERE + "shared/" + path, file));
        return served;
    }

    private static void write(FileTree files, Path file) throws IOException {
        var expected = JSON.createObjectNode();
        contents(files).forEach(expected::put);
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(expected) + "\n");
    }

    static TreeMap<String, String> contents(FileTree tree) {
        var contents = new TreeMap<String, String>();
        tree.files()
                .forEach((path, file) -> contents.put(
                        path, file.text().orElseGet(() -> HexFormat.of().formatHex(file.content()))));
        return contents;
    }
}
