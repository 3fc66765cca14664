package dev.milepost.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.catalog.validation.BackstageModelTest;
import dev.milepost.catalog.validation.EntityValidator;
import dev.milepost.catalog.validation.InvalidEntities;
import dev.milepost.catalog.validation.MergePatch;
import dev.milepost.catalog.validation.TestRules;
import dev.milepost.templates.rendering.ScaffolderBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The validation held against Backstage's own catalog model, on Node. */
@EnabledIf("hasNode")
class BackstageCatalogTest {

    private static final EntityValidator VALIDATION = TestRules.offline(TestRules.with());
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void agreesWithBackstage() throws IOException {
        var texts = Stream.concat(BackstageModelTest.refused(), BackstageModelTest.accepted())
                .toList();

        var answers = ask(texts);

        for (int i = 0; i < texts.size(); i++) {
            var refused = answers.get(i).valueStream().anyMatch(entity -> entity.hasNonNull("error"));
            assertThat(BackstageModelTest.refuses(texts.get(i)))
                    .as("%s%n%s", texts.get(i), answers.get(i))
                    .isEqualTo(refused);
        }
    }

    /** A fix never makes an entity that Backstage refuses. */
    @Test
    void proposesFixesThatBackstageReads() throws IOException {
        var before = new ArrayList<String>();
        var after = new ArrayList<String>();
        for (var call : InvalidEntities.calls()) {
            for (var entity : call) {
                for (var finding :
                        VALIDATION.validate(List.of(entity)).items().get(0).findings()) {
                    if (finding.fix() != null) {
                        before.add(entity.content().toString());
                        after.add(MergePatch.apply(finding.fix(), entity)
                                .content()
                                .toString());
                    }
                }
            }
        }

        var read = ask(Stream.concat(before.stream(), after.stream()).toList());

        for (int i = 0; i < before.size(); i++) {
            if (!read.get(i).path(0).hasNonNull("error")) {
                assertThat(read.get(before.size() + i).path(0).path("error").asText(""))
                        .as("%s%n%s", before.get(i), after.get(i))
                        .isIn("", "null");
            }
        }
        assertThat(before).hasSizeGreaterThan(20);
    }

    private List<JsonNode> ask(List<String> texts) throws IOException {
        var asked = JSON.createObjectNode();
        texts.forEach(asked.putArray("texts")::add);
        Files.writeString(folder.resolve("asked.json"), asked.toString());
        Files.copy(Path.of("src/test/backstage/catalog.cjs"), folder.resolve("catalog.cjs"));
        Files.createSymbolicLink(
                folder.resolve("node_modules"), ScaffolderBackend.installed().resolve("node_modules"));
        var process = new ProcessBuilder(
                        "node", "--preserve-symlinks-main", "catalog.cjs", "asked.json", "answered.json")
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(process.onExit().join().exitValue()).isZero();
        return JSON.readTree(folder.resolve("answered.json").toFile())
                .get("texts")
                .valueStream()
                .toList();
    }

    static boolean hasNode() {
        return ScaffolderBackend.hasNode();
    }
}
