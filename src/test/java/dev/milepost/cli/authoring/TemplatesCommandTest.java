package dev.milepost.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesCommandTest {

    @TempDir
    Path folder;

    private TemplatesFolderFixture templates;

    @BeforeEach
    void write() throws IOException {
        templates = TemplatesFolderFixture.written(folder, "x");
    }

    @Test
    void acceptsValidTemplates() {
        var output = templates.call("lint");

        assertThat(output).isEqualTo(new TemplatesFolderFixture.CommandOutput(0, "4 versions read, 0 errors\n"));
    }

    @Test
    void locatesErrorsInManifests() throws IOException {
        templates.write("modules/skeleton/1.1.0/manifest.yaml", templates.module("1.x"));
        templates.write("paths/1.2.0/manifest.yaml", "kind: [");

        var output = templates.call("lint");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text())
                .containsPattern("1\\.1\\.0.manifest\\.yaml:3: error: /metadata/version: ")
                .containsPattern("1\\.2\\.0.manifest\\.yaml:\\d+: error: ");
    }

    @Test
    void reportsModuleConflicts() throws IOException {
        templates.write("paths/1.2.0/manifest.yaml", templates.goldenPath("1.2.0", "^7"));

        var output = templates.call("lint");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).containsPattern("1\\.2\\.0.manifest\\.yaml:8: error: /spec/modules.*\\^7");
        assertThat(templates.call("resolve").exitCode()).isEqualTo(1);
    }

    @Test
    void refusesDuplicateVersions() throws IOException {
        templates.write("again/manifest.yaml", templates.goldenPath("1.0.0", "^1"));

        assertThat(templates.call("lint").text()).contains("/metadata/version: is also the version of");
    }

    @Test
    void doesNotFollowLinks() throws IOException {
        Files.createSymbolicLink(folder.resolve("modules/skeleton/1.0.0/skeleton/link"), Path.of("README.md"));

        var output = templates.call("lint");

        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains("error: link: A skeleton may have regular files only");
    }

    @Test
    void printsTheLock() {
        var output = templates.call("resolve", "--template", "path-x");

        assertThat(output.exitCode()).isZero();
        assertThat(output.text())
                .containsPattern("path-x@1\\.1\\.0  resolver/1")
                .containsPattern("scaffold *skeleton-x *1\\.1\\.0 ");
        assertThat(templates.call("resolve", "--template", "path-x@1.0.0").text())
                .containsPattern("skeleton-x *1\\.0\\.0 ");
        assertThat(templates.call("resolve").text()).contains("path-x@1.0.0", "path-x@1.1.0");
    }

    @Test
    void listsAvailableVersionsForUnknownOne() {
        var output = templates.call("resolve", "--template", "other");

        assertThat(output)
                .isEqualTo(new TemplatesFolderFixture.CommandOutput(
                        2, "The folder has no golden path other. It has: path-x@1.0.0, path-x@1.1.0.\n"));
    }

    @Test
    void rendersTheFilesOfAService() throws IOException {
        var out = folder.resolve("out");
        var values = folder.resolve("values.yaml").toString();

        var output = templates.call("render", "--template", "path-x", "--values", values, "--out", out.toString());

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(out.resolve("README.md")).hasContent("# payments\nnew\nthe end\n");
        assertThat(out.resolve("payments.txt")).hasContent("added\n");
        assertThat(output.text()).containsPattern("merge +6  payments\\.txt");
        assertThat(templates.call("render", "--template", "path-x", "--out", out.toString()))
                .extracting(TemplatesFolderFixture.CommandOutput::exitCode)
                .isEqualTo(2);
    }

    @Test
    void showsDiffBetweenVersions() {
        var values = folder.resolve("values.yaml").toString();

        var output =
                templates.call("diff", "--template", "path-x", "--from", "1.0.0", "--to", "1.1.0", "--values", values);

        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text())
                .startsWith("path-x@1.1.0\n  changed  the words of 1.1.0\n\ndiff --git")
                .contains("--- a/README.md\n+++ b/README.md\n@@ -1,3 +1,3 @@\n # payments\n-old\n+new\n the end\n")
                .contains("new file mode 100644\n--- /dev/null\n+++ b/payments.txt\n@@ -0,0 +1 @@\n+added\n");
    }

    @Test
    void reportsUnreachableService() {
        var output = templates.call("publish", "--url", "http://localhost:1");

        assertThat(output.exitCode()).isEqualTo(2);
        assertThat(output.text()).contains("No service responds at http://localhost:1");
        assertThat(templates.call("publish", "--url", "nowhere").exitCode()).isEqualTo(2);
    }
}
