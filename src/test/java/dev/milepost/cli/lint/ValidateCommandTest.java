package dev.milepost.cli.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ValidateCommandTest {

    private static final String VALID = "catalog-schema/examples/valid/payments-api.yaml";
    private static final String INVALID = "catalog-schema/examples/invalid/annotations.yaml";

    @TempDir
    Path folder;

    private String out = "";
    private String err = "";

    @Test
    void reportsSuccess() {
        assertThat(run(VALID)).isZero();
        assertThat(out).isEqualToIgnoringNewLines("6 entities in 1 files: 0 errors, 0 warnings, 0 hints");
    }

    @Test
    void printsFindingsWithLineAndFix() {
        assertThat(run(INVALID)).isEqualTo(1);
        assertThat(out)
                .contains(INVALID + ":16: error: milepost.dev/tier must be a string")
                .contains("[annotation-shape]")
                .contains("        metadata:%n          annotations:%n            milepost.dev/tier: \"1\"%n"
                        .formatted());
    }

    @Test
    void printsJsonLikeTheApi() throws IOException {
        assertThat(run("--format", "json", INVALID)).isEqualTo(1);

        var json = new ObjectMapper().readTree(out);
        assertThat(json.path("valid").asBoolean(true)).isFalse();
        assertThat(json.path("findings").findValuesAsText("pointer"))
                .contains("/metadata/annotations/milepost.dev~1tier");
        assertThat(json.path("findings").findValues("line"))
                .allSatisfy(line -> assertThat(line.asInt()).isBetween(12, 25));
    }

    /** The shape that SARIF 2.1.0 asks for, where a result uses it. */
    @Test
    void printsValidSarif() throws IOException {
        assertThat(run("--format", "sarif", INVALID, VALID)).isEqualTo(1);

        var log = new ObjectMapper().readTree(out);
        assertThat(log.path("version").asText()).isEqualTo("2.1.0");
        var run = log.path("runs").path(0);
        var rules = run.at("/tool/driver/rules");
        assertThat(run.at("/tool/driver/name").asText()).isNotEmpty();
        assertThat(new ArrayList<>(rules.findValuesAsText("id"))).doesNotHaveDuplicates();
        assertThat(run.path("results")).isNotEmpty().allSatisfy(result -> {
            assertThat(result.path("ruleId").asText())
                    .isEqualTo(rules.path(result.path("ruleIndex").asInt())
                            .path("id")
                            .asText());
            assertThat(result.path("level").asText()).isIn(Set.of("none", "note", "warning", "error"));
            assertThat(result.at("/message/text").asText()).isNotEmpty();
            var place = result.at("/locations/0/physicalLocation");
            assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo(INVALID);
            assertThat(place.at("/region/startLine").asInt()).isPositive();
        });
        assertThat(rules).allSatisfy(ValidateCommandTest::isRule);
    }

    private static void isRule(JsonNode rule) {
        assertThat(rule.at("/shortDescription/text").asText()).endsWith(".");
        assertThat(rule.at("/defaultConfiguration/level").asText()).isIn(Set.of("none", "note", "warning", "error"));
    }

    @Test
    void findsEntitiesInFolders() throws IOException {
        write("catalog-info.yaml", Files.readString(Path.of(VALID)));
        write("services/a/catalog-info.yml", Files.readString(Path.of(INVALID)));
        write("services/a/deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n");
        write("services/a/chart.yaml", "a: {{ .Values.b }}\n# see backstage.io\n");
        write("node_modules/x/catalog-info.yaml", Files.readString(Path.of(INVALID)));
        write(
                "skeleton/catalog-info.yaml",
                "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: ${{ values.name }}\n");

        assertThat(run("--format", "json", folder.toString())).isEqualTo(1);

        var json = new ObjectMapper().readTree(out);
        assertThat(json.path("entities").asInt()).isEqualTo(7);
        assertThat(Set.copyOf(json.path("findings").findValuesAsText("file")))
                .containsExactly(folder.resolve("services/a/catalog-info.yml").toString());
    }

    @Test
    void readsDottedFoldersAndSaysWhatItSkips() throws IOException {
        var entity = Files.readString(Path.of(INVALID));
        write(".backstage/entity.yaml", entity);
        write(".github/catalog-info.yaml", entity);
        write(".git/catalog-info.yaml", entity);
        write("node_modules/x/catalog-info.yaml", entity);
        write("skeleton/catalog-info.yaml", """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: ${{ values.name }}
                  {%- if values.description %}
                  description: ${{ values.description | dump }}
                  {%- endif %}
                spec: {type: service, lifecycle: experimental, owner: '${{ values.owner }}'}
                """);

        assertThat(run("--format", "json", folder.toString())).isEqualTo(1);

        var json = new ObjectMapper().readTree(out);
        assertThat(Set.copyOf(json.path("findings").findValuesAsText("file")))
                .containsExactlyInAnyOrder(
                        folder.resolve(".backstage/entity.yaml").toString(),
                        folder.resolve(".github/catalog-info.yaml").toString());
        assertThat(json.path("skipped").findValuesAsText("file"))
                .containsExactlyInAnyOrder(
                        folder.resolve("node_modules").toString(),
                        folder.resolve("skeleton/catalog-info.yaml").toString());
        run(folder.toString());
        assertThat(out).contains("skeleton/catalog-info.yaml: skipped: a skeleton");
    }

    @Test
    void findsNothingInOwnTemplates() {
        assertThat(run("templates")).as(out + err).isZero();
        assertThat(out).contains("0 errors, 0 warnings");
    }

    /** A null in the file would make Backstage refuse it. */
    @Test
    void namesWhatIsToBeRemoved() throws IOException {
        var file = write("catalog-info.yaml", """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata:
                  name: c59-custom
                  annotations: {milepost.dev/tier: 1, milepost.dev/runtime: jvm, milepost.dev/foo: x, milepost.dev/teir: '1'}
                spec: {type: service, lifecycle: experimental, owner: team-a}
                """);

        run(file.toString());

        assertThat(out)
                .contains("    remove:%n        metadata / annotations / milepost.dev/foo%n".formatted())
                .doesNotContain("null");
        run("--format", "sarif", file.toString());
        assertThat(out).doesNotContain("milepost.dev/foo: null");
    }

    @Test
    void readsMapsAsKeys() throws IOException {
        var file = write("catalog-info.yaml", """
                apiVersion: backstage.io/v1alpha1
                kind: Component
                metadata: {name: a, title: {{ x }}}
                spec: {type: service, lifecycle: experimental, owner: team-a}
                """);

        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(out)
                .contains("warning: \"{ x }\" is read as a key", "[key-not-text]")
                .contains("/metadata/title must be a string");
    }

    /** Code hosts know paths from the root of the repository only. */
    @Test
    void printsPathsFromRootOfRepository() throws IOException {
        Files.createDirectories(folder.resolve(".git"));
        var file = write("services/a/catalog-info.yaml", Files.readString(Path.of(INVALID)));

        run("--format", "sarif", file.toString());

        assertThat(new ObjectMapper().readTree(out).at("/runs/0/results").findValues("artifactLocation"))
                .isNotEmpty()
                .allSatisfy(location -> {
                    assertThat(location.path("uri").asText()).isEqualTo("services/a/catalog-info.yaml");
                    assertThat(location.path("uriBaseId").asText()).isEqualTo("%SRCROOT%");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\na: 2", "a: [", "a: &x [*x]"})
    void reportsUnreadableFile(String text) throws IOException {
        var file = write("catalog-info.yaml", "# backstage.io/v1\n" + text);

        assertThat(run(file.toString(), VALID)).isEqualTo(1);
        assertThat(out)
                .contains("catalog-info.yaml:")
                .contains("[file-unreadable]")
                .contains("6 entities in 2 files");
    }

    @Test
    void resolvesReferencesAcrossFiles() throws IOException {
        var entity =
                "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a}\nspec: {type: library, lifecycle: experimental, owner: x}\n";

        assertThat(run(
                        write("one.yaml", entity).toString(),
                        write("two.yaml", entity).toString()))
                .isEqualTo(1);
        assertThat(out).contains("[entity-twice]");
    }

    @Test
    void usesRulesOfService() throws IOException {
        var config = write("milepost.properties", """
                milepost.validation.rules."annotation-shape".severity=info
                milepost.validation.rules."system".expression=has(entity.spec.system)
                milepost.validation.rules."system".message=Name the system.
                milepost.validation.rules."system".severity=error
                """);

        assertThat(run("--config", config.toString(), INVALID)).isEqualTo(1);
        assertThat(out)
                .contains("hint")
                .contains("error: Name the system. [system]")
                .contains("1 errors");
    }

    @Test
    void reportsInvalidArguments() throws IOException {
        assertThat(run("nothing.yaml")).isEqualTo(2);
        assertThat(err).contains("nothing.yaml");
        var config = write("milepost.properties", "milepost.validation.rules.\"x\".expression=kind ==");
        assertThat(run("--config", config.toString(), VALID)).isEqualTo(2);
        assertThat(err).contains("milepost.validation.rules.\"x\"");
        var typo = write("typo.properties", "milepost.validation.rules.\"tier-missing\".severity=fatal");
        assertThat(run("--config", typo.toString(), VALID)).isEqualTo(2);
        assertThat(err).contains("fatal");
        assertThat(run("--format", "xml", VALID)).isEqualTo(2);
    }

    private Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private int run(String... arguments) {
        var command = new ValidateCommand();
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        try {
            new CommandLine(command).parseArgs(arguments);
        } catch (CommandLine.ParameterException e) {
            return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
        }
        int code = command.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                new PrintStream(complained, true, StandardCharsets.UTF_8));
        out = printed.toString(StandardCharsets.UTF_8);
        err = complained.toString(StandardCharsets.UTF_8);
        return code;
    }
}
