package dev.milepost.templates.goldenpaths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.milepost.testing.Soak;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the newest version of each golden path makes, built and tested by its own tools. */
class BuildsIT {

    /** Short runs are over before the second compiler pays. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    @TempDir
    Path folder;

    static Stream<String> mavenProjects() {
        return Stream.of("quarkus-service", "spring-boot-service").limit(Soak.count(1, 2));
    }

    @ParameterizedTest
    @Tag(Soak.BOUNDED)
    @MethodSource("mavenProjects")
    void buildsAndTestsByMaven(String name) throws Exception {
        newest(name).write(folder);

        var environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "MAVEN_OPTS", QUICK);
        ProcessResult.run(folder, environment, "mvn", "-B", "-ntp", "-DargLine=" + QUICK, "verify")
                .succeeds();

        assertThat(tests(folder.resolve("target/surefire-reports"))).isEqualTo(2);
        assertThat(Files.isRegularFile(folder.resolve("target/service.jar"))
                        || Files.isRegularFile(folder.resolve("target/quarkus-app/quarkus-run.jar")))
                .isTrue();
    }

    /** The tests that ran and passed. */
    private static long tests(Path reports) throws Exception {
        try (var files = Files.list(reports)) {
            var report = files.filter(file -> file.toString().endsWith(".txt"))
                    .findFirst()
                    .orElseThrow();
            var line = Files.readString(report);
            assertThat(line).contains("Failures: 0, Errors: 0, Skipped: 0");
            return Long.parseLong(line.replaceFirst("(?s).*Tests run: ([0-9]+),.*", "$1"));
        }
    }

    @Test
    void testsByNode() {
        assumeTrue(ProcessResult.isThere("npm"));
        newest("node-service").write(folder);

        ProcessResult.run(folder, Map.of("NO_UPDATE_NOTIFIER", "1"), "npm", "ci")
                .succeeds();
        var tests = ProcessResult.run(folder, Map.of(), "npm", "test").succeeds();

        assertThat(tests.output()).contains("# pass 3", "# fail 0");
    }

    @Test
    void testsTheModelByPython() {
        assumeTrue(ProcessResult.isThere("python3"));
        newest("ml-model-service").write(folder);

        assertThat(python("-m", "unittest", "discover").succeeds().output()).contains("Ran 13 tests");
        python("-m", "model.evaluate").succeeds();
    }

    @Test
    void failsModelBelowThresholds() {
        assumeTrue(ProcessResult.isThere("python3"));
        newest("ml-model-service", "minimumAccuracy", DoubleNode.valueOf(0.99)).write(folder);

        assertThat(python("-m", "model.evaluate").exitCode()).isEqualTo(1);
    }

    @Test
    void passesReviewedModel() {
        assumeTrue(ProcessResult.isThere("python3"));
        newest("ml-model-service", "reviewDate", today()).write(folder);

        python("governance/check_review.py").succeeds();
    }

    @Test
    void failsModelChangedAfterReview() throws Exception {
        assumeTrue(ProcessResult.isThere("python3"));
        newest("ml-model-service", "reviewDate", today()).write(folder);
        var card = folder.resolve("governance/model-card.json");
        Files.writeString(card, Files.readString(card).replace("2026.05.1", "2026.06.0"));

        var check = python("governance/check_review.py");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output()).contains("is of version 2026.05.1, not of 2026.06.0");
    }

    @Test
    void failsOnDeniedLicences() throws Exception {
        assumeTrue(ProcessResult.isThere("python3"));
        newest("node-service").write(folder);
        Files.writeString(folder.resolve("sbom.json"), """
                {"components": [
                  {"name": "good", "licenses": [{"license": {"id": "MIT"}}]},
                  {"name": "either", "licenses": [{"expression": "AGPL-3.0-only OR MIT"}]},
                  {"name": "untold"},
                  {"name": "bad", "licenses": [{"license": {"id": "AGPL-3.0-only"}}]}]}""");

        var check = python("policy/licences.py", "sbom.json");

        assertThat(check.exitCode()).isEqualTo(1);
        assertThat(check.output()).isEqualToIgnoringNewLines("bad: AGPL-3.0-only is denied");
    }

    private static JsonNode today() {
        return TextNode.valueOf(LocalDate.now(ZoneOffset.UTC).toString());
    }

    private static Scaffolded newest(String name) {
        return Scaffolded.newest(name);
    }

    private static Scaffolded newest(String name, String parameter, JsonNode value) {
        return Scaffolded.of(newest(name).goldenPath(), Map.of(parameter, value));
    }

    private ProcessResult python(String... arguments) {
        var command = Stream.concat(Stream.of("python3"), Stream.of(arguments)).toArray(String[]::new);
        return ProcessResult.run(folder, Map.of("PYTHONDONTWRITEBYTECODE", "1"), command);
    }
}
