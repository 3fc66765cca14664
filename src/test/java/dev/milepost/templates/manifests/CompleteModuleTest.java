package dev.milepost.templates.manifests;

import static dev.milepost.testing.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.http.ProblemType;
import dev.milepost.templates.trees.FileTree;
import dev.milepost.templates.trees.TreeFile;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A module that is a whole Template may be all that Backstage takes. */
class CompleteModuleTest {

    private static final String COMPLETE = """
            apiVersion: milepost.dev/v1
            kind: Module
            metadata: {name: whole, owner: group:default/platform, version: 1.0.0}
            spec:
              phase: scaffold
              complete: true
              changelog: {added: [all]}
              parameters:
                - {title: One, properties: {name: {type: string}}}
                - {title: Two, properties: {name: {type: string}}}
              steps:
                - {id: "fs:rename", action: a, input: {url: ./skeleton}}
                - {id: "fs:rename", action: b}
              output: {links: [{title: Board, url: "https://example.com"}], other: x}
            """;

    @Test
    void takesWhatBackstageTakes() {
        var read = (ModuleManifest) read(COMPLETE);

        assertThat(read.complete()).isTrue();
        assertThat(read.steps()).hasSize(2);
        assertThat(read.output().at("/links/0/title").asText()).isEqualTo("Board");
        ManifestReader.check(read, FileTree.of(Map.of("a.txt", TreeFile.text("a"))));
        ManifestReader.check(read, FileTree.EMPTY);
    }

    @Test
    void keepsTheRulesOfOtherModules() {
        assertInvalid(COMPLETE.replace("complete: true", "complete: false"));
        assertInvalid(COMPLETE.replace("complete: true\n", "complete: true\n  skeleton: {}\n"));
        assertInvalid(COMPLETE.replace("links: [{title: Board, url: \"https://example.com\"}]", "links: Board"));
    }

    private static void assertInvalid(String text) {
        assertThat(text).isNotEqualTo(COMPLETE);
        assertProblem(ProblemType.INVALID_MANIFEST, () -> read(text));
    }

    private static Manifest read(String text) {
        return ManifestReader.read(text.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    }
}
