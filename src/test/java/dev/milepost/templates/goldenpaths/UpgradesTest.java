package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import dev.milepost.upgrades.merging.MergedFile;
import dev.milepost.upgrades.merging.MergedFile.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edited services taken from one version of a golden path to the next. */
class UpgradesTest {

    private static final String VALUES = "deploy/chart/values.yaml";
    private static final String CI = ".github/workflows/ci.yaml";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"quarkus-service", "spring-boot-service", "node-service", "ml-model-service"})
    void keepsChangesOfTeam(String name) {
        var upgraded = Upgraded.of(name, edits(name));

        assertThat(upgraded.with(Outcome.CONFLICT)).isEmpty();
        assertThat(upgraded.with(Outcome.DRIFTED)).isEmpty();
        assertThat(upgraded.with(Outcome.USER_DELETED)).isEmpty();
        assertThat(upgraded.merged()).extracting(MergedFile::path).doesNotContain("docs/on-call.md");
        assertThat(upgraded.text("README.md")).contains("## On call");
        assertThat(upgraded.text(VALUES)).contains("memory: 768Mi", "startup:", "failureThreshold: 60");
        assertThat(upgraded.text(CI)).contains("validate-catalog.sh");
        assertThat(upgraded.text("catalog-info.yaml")).contains("milepost.dev/template: " + Scaffolded.newest(name));
        assertThat(upgraded.text("docs/on-call.md")).isEqualTo("Ask the team.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarkus-service", "spring-boot-service", "node-service", "ml-model-service"})
    void keepsChartValid(String name) {
        var upgraded = Upgraded.of(name, edits(name));

        ProjectTemplates.write(upgraded.files(), folder);

        var chart = new Helm(folder.resolve("deploy/chart"));
        assertThat(chart.lint().strict().call().isFailed()).isFalse();
        assertThat(chart.template().call()).contains("startupProbe:", "memory: 768Mi");
    }

    @Test
    void mergesDependencies() {
        assertThat(Upgraded.of("quarkus-service", edits("quarkus-service")).text("pom.xml"))
                .contains(
                        "<artifactId>commons-lang3</artifactId>",
                        "<artifactId>quarkus-micrometer-registry-prometheus<");
        assertThat(Upgraded.of("spring-boot-service", edits("spring-boot-service"))
                        .text("pom.xml"))
                .contains("<artifactId>commons-lang3</artifactId>", "<version>4.0.7</version>", "-starter-webmvc<");
        assertThat(Upgraded.of("node-service", edits("node-service")).text("package.json"))
                .contains("\"pino\": \"^10.1.0\"");
    }

    @Test
    void keepsCodeOfTeam() {
        var upgraded = Upgraded.of(
                "node-service", edits("node-service").replace("src/service.js", "import {", "// Ours.\nimport {"));

        assertThat(upgraded.with(Outcome.SEEDED)).extracting(MergedFile::path).containsExactly("src/service.js");
        assertThat(upgraded.text("src/service.js")).startsWith("// Ours.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"quarkus-service", "spring-boot-service", "node-service", "ml-model-service"})
    void reportsConflict(String name) {
        var upgraded =
                Upgraded.of(name, edits(name).replace(VALUES, "initialDelaySeconds: 30", "initialDelaySeconds: 90"));

        assertThat(upgraded.with(Outcome.CONFLICT)).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo(VALUES);
            assertThat(file.conflicts()).isEqualTo(1);
        });
        assertThat(upgraded.text(VALUES))
                .contains(
                        "initialDelaySeconds: 90",
                        "initialDelaySeconds: 30",
                        "memory: 768Mi",
                        "<<<<<<<",
                        "|||||||",
                        ">>>>>>>");
        assertThat(upgraded.with(Outcome.DRIFTED)).isEmpty();
    }

    @Test
    void reportsDrift() {
        var upgraded =
                Upgraded.of("node-service", edits("node-service").replace(CI, "fetch-depth: 0", "fetch-depth: 1"));

        assertThat(upgraded.with(Outcome.DRIFTED)).extracting(MergedFile::path).containsExactly(CI);
        assertThat(upgraded.with(Outcome.CONFLICT)).isEmpty();
    }

    @Test
    void keepsDeletedFilesDeleted() {
        var upgraded = Upgraded.of(
                "node-service", edits("node-service").remove("deploy/chart/templates/poddisruptionbudget.yaml"));

        assertThat(upgraded.with(Outcome.USER_DELETED))
                .extracting(MergedFile::path)
                .containsExactly("deploy/chart/templates/poddisruptionbudget.yaml");
        assertThat(upgraded.files().find("deploy/chart/templates/poddisruptionbudget.yaml"))
                .isEmpty();
    }

    @Test
    void isIdempotent() {
        var upgraded = Upgraded.of("quarkus-service", edits("quarkus-service"));

        assertThat(upgraded.again()).extracting(MergedFile::outcome).containsOnly(Outcome.UNCHANGED);
    }

    /** The README, the chart's values and the dependencies changed, and a file added. */
    private static Edits edits(String name) {
        var edits = new Edits()
                .replace("README.md", "## How it is run\n", "## On call\n\nThe team, by day.\n\n## How it is run\n")
                .replace(VALUES, "memory: 512Mi", "memory: 768Mi")
                .add("docs/on-call.md", "Ask the team.\n");
        return switch (name) {
            case "node-service" ->
                edits.replace(
                        "package.json",
                        "  \"scripts\": {",
                        "  \"dependencies\": {\n    \"pino\": \"^10.1.0\"\n  },\n  \"scripts\": {");
            case "ml-model-service" ->
                edits.replace(
                        "Dockerfile",
                        "WORKDIR /service\n",
                        "WORKDIR /service\nRUN pip install --no-cache-dir scikit-learn\n");
            default -> edits.replace("pom.xml", "  </dependencies>\n\n  <build>", """
                        <dependency>
                          <groupId>org.apache.commons</groupId>
                          <artifactId>commons-lang3</artifactId>
                        </dependency>
                      </dependencies>

                      <build>""");
        };
    }
}
