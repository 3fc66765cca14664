package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.milepost.platform.documents.DocumentFormat;
import dev.milepost.platform.documents.DocumentReader;
import dev.milepost.policy.definitions.PolicyDocument;
import dev.milepost.testing.RealOpa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The baseline: its cases, those with documents of real tools, and its second form in Rego, by a real OPA. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class BaselineTest {

    private static final Path BASELINE = Path.of("policies/baseline");
    private static final Path OPA = Path.of("policies/opa");
    private static final Path REGO = Path.of("policies/rego");
    private static final Path CASES = Path.of("policies/cases");
    private static final Path REAL_DOCUMENTS = Path.of("src/test/resources/policies-baseline");

    static List<String> names() throws IOException {
        try (var files = Files.list(BASELINE)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    private static JsonNode read(Path file) {
        try {
            return DocumentReader.readOne(Files.readAllBytes(file), DocumentFormat.YAML)
                    .orElseThrow()
                    .value();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void holds() {
        var call = PolicyCall.of("test", text(BASELINE), text(CASES), text(REAL_DOCUMENTS), "--coverage");

        assertThat(call.exitCode()).as(call.out() + call.err()).isZero();
        assertThat(call.out().strip())
                .as("each rule fails in a case")
                .endsWith(" 0 skipped")
                .doesNotContain("\n");
    }

    @Test
    void hasNoFindings() {
        for (var policies : List.of(BASELINE, OPA)) {
            var call = PolicyCall.of("lint", text(policies), text(CASES));

            assertThat(call.exitCode()).as(call.out() + call.err()).isZero();
        }
    }

    /** The same cases with the same results. */
    @Test
    void holdsInRego() throws Exception {
        try (var opa = RealOpa.start(REGO)) {
            var call = PolicyCall.of(
                    "test",
                    text(OPA),
                    text(CASES),
                    text(REAL_DOCUMENTS),
                    "--opa",
                    opa.address().toString());

            assertThat(call.exitCode()).as(call.out() + call.err()).isZero();
            assertThat(call.out().strip()).endsWith(" 0 skipped");
        }
    }

    @Test
    void passesTestsInRego() throws Exception {
        var program = RealOpa.require().toString();
        var log = Files.createDirectories(Path.of("target")).resolve("opa-test.log");
        var tests = new ProcessBuilder(program, "test", "--threshold=95", text(REGO))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(tests.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(tests.exitValue()).as(Files.readString(log)).isZero();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasCasesOfEachResult(String name) {
        var statuses = read(CASES.resolve(name + ".policy-test.yaml"))
                .path("cases")
                .valueStream()
                .map(one -> one.at("/expect/status").asText())
                .collect(Collectors.toSet());
        var checks = read(BASELINE.resolve(name + ".yaml")).at("/spec/rules").findValuesAsText("check");

        assertThat(statuses).contains("pass", "not_applicable");
        if (checks.contains("evidence_present")) {
            assertThat(statuses).contains("missing_evidence", "stale_evidence");
        }
        if (!checks.equals(List.of("evidence_present"))) {
            assertThat(statuses).contains("fail");
        }
        if (checks.contains("signed_by") || checks.contains("provenance")) {
            assertThat(statuses).contains("missing_evidence");
        }
    }

    /** Only the engine, its rules and what they read differ. */
    @ParameterizedTest
    @MethodSource("names")
    void isTheSamePolicyInRego(String name) {
        var builtin = read(BASELINE.resolve(name + ".yaml"));
        var rego = read(OPA.resolve(name + ".yaml"));

        assertThat(rego.path("metadata")).isEqualTo(builtin.path("metadata"));
        for (var member : List.of("hooks", "match")) {
            assertThat(rego.path("spec").path(member))
                    .isEqualTo(builtin.path("spec").path(member));
        }
        assertThat(PolicyDocument.read(rego).opa()).isNotNull();
    }

    /** Each policy says why it is there and what to do, and is in the documentation. */
    @ParameterizedTest
    @MethodSource("names")
    void isDocumented(String name) throws IOException {
        var policy = read(BASELINE.resolve(name + ".yaml"));

        assertThat(policy.at("/metadata/description").asText()).isNotEmpty();
        assertThat(policy.at("/metadata/documentation").asText()).endsWith("/docs/policies-baseline.md#" + name);
        assertThat(policy.at("/spec/rules"))
                .allSatisfy(rule -> assertThat(rule.path("remedy").asText()).isNotEmpty());
        assertThat(Files.readString(Path.of("docs/policies-baseline.md"))).contains("\n## %s\n".formatted(name));
    }

    private static String text(Path path) {
        return path.toString();
    }
}
