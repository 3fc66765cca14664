package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings in files of policies. */
class LintCommandTest {

    private static final String HEAD = """
            apiVersion: milepost.dev/v1
            kind: Policy
            metadata: {name: %s, title: P, owner: group:default/platform, version: 1.0.0, severity: high}
            """;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("policies.yaml");
    }

    private PolicyCall lint(String text, String... options) throws IOException {
        Files.writeString(file, text);
        var words = new ArrayList<String>();
        words.add("lint");
        words.addAll(List.of(options));
        words.add(folder.toString());
        return PolicyCall.of(words.toArray(String[]::new));
    }

    @Test
    void findsNothingInExample() {
        var call = PolicyCall.of("lint", "src/test/resources/policies");

        assertThat(call.exitCode()).as(call.out() + call.err()).isZero();
        assertThat(call.out()).isEqualTo("1 policies in 2 files: 0 errors, 0 warnings\n");
    }

    /** Faults of several documents of a file, each with its line, column and remedy. */
    @Test
    void namesPlaceOfEachFault() throws IOException {
        var call = lint(HEAD.formatted("one") + """
                spec:
                  hooks: [deploy]
                  evidence:
                    - {maxAgeDays: 3, kind: sbom}
                  engine: builtin
                  rules:
                    - {check: catalog_valid, remedy: R.}
                ---
                """ + HEAD.formatted("two") + """
                spec:
                  hooks: [deploy]
                  match: lifecycle == 1
                  engine: cel
                  rules:
                    - expect: teams == "x"
                      message: M.
                    - expect: evidence.sarif.size() > 0
                      message: M.
                """);

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out().lines().filter(line -> line.startsWith(file.toString())))
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith(file + ":7:23: error: /spec/evidence/0/kind must be one of sarif, ")
                                .endsWith("[policy-invalid]"),
                        line -> assertThat(line)
                                .startsWith(file + ":17:3: error: /spec/match is not a valid CEL expression"),
                        line -> assertThat(line)
                                .startsWith(file + ":20:7: error: /spec/rules/0/expect is not a valid CEL expression"),
                        line -> assertThat(line)
                                .startsWith(file + ":22:7: error: /spec/rules/1/expect reads evidence of kind sarif"));
        assertThat(call.out())
                .contains("\n    docs/policies.md and GET /api/v1/policies/schema state what a policy has.\n")
                .endsWith("0 policies in 1 files: 4 errors, 0 warnings\n");
    }

    /** A value with the name of a member is not the member. */
    @Test
    void namesColumnOfMember() throws IOException {
        var call = lint(HEAD.formatted("one") + """
                spec:
                  hooks: [deploy]
                  engine: builtin
                  rules:
                    - {name: severity, check: no_finding_above, "severity" : huge, kinds: [spdx]}
                """);

        assertThat(call.out()).contains(file + ":8:50: error: /spec/rules/0/severity must be one of none, ");
    }

    @Test
    void warnsOfMissingDocumentationAndRemedy() throws IOException {
        var call = lint(
                HEAD.formatted("one") + "spec: {hooks: [deploy], engine: builtin, rules: [{check: catalog_valid}]}\n");

        assertThat(call.exitCode()).isZero();
        assertThat(call.out())
                .contains("warning: The policy has no documentation [documentation-missing]")
                .contains("warning: The rule rule-1 has no remedy [remedy-missing]")
                .endsWith("1 policies in 1 files: 0 errors, 2 warnings\n");
    }

    @Test
    void refusesNamesThatAreTaken() throws IOException {
        var one = HEAD.formatted("one") + "spec: {hooks: [deploy], engine: builtin, rules: [{check: catalog_valid}]}\n";

        var call = lint(one + "---\n" + one);

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).contains(file + ":8:12: error: 'one' is also the name of a policy in " + file);
    }

    @Test
    void refusesPoliciesThatTheServiceRefusesForTheirSize() throws IOException {
        var rules = "    - {check: catalog_valid, message: %s}\n"
                .formatted("m".repeat(490))
                .repeat(49);
        var parameters = "  match: \"%s\"\n".formatted("a".repeat(60_000));

        var call = lint(HEAD.formatted("one") + "spec:\n  hooks: [deploy]\n" + parameters
                + "  engine: builtin\n  rules:\n" + rules);

        assertThat(call.out()).contains("error: The policy must have at most 65536 bytes as JSON");
    }

    @Test
    void checksCases() throws IOException {
        var call = lint("""
                apiVersion: milepost.dev/v1
                kind: PolicyTest
                policy: one
                cases:
                - name: a
                  expect: {status: passed}
                """);

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).contains(file + ":6:12: error: /cases/0/expect/status must be one of pass, fail");
    }

    @Test
    void reportsUnreadableFile() throws IOException {
        var call = lint("apiVersion: milepost.dev/v1\nkind: Policy\nmetadata: {name: [}\n");

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).startsWith(file + ":3:1: error: ").contains("[file-unreadable]");
    }

    /** Folders have files of other tools. A named file must have policies. */
    @Test
    void leavesDocumentsOfOthersAlone() throws IOException {
        Files.writeString(
                folder.resolve("kyverno.yaml"), "apiVersion: kyverno.io/v1\nkind: Policy\nx: milepost.dev/\n");

        assertThat(lint("apiVersion: milepost.dev/v1\nkind: GoldenPath\nx: Policy\n"))
                .extracting(PolicyCall::exitCode, PolicyCall::err)
                .containsExactly(2, "There are no policies in %s.\n".formatted(folder));
        assertThat(PolicyCall.of("lint", file.toString()).exitCode()).isEqualTo(1);
        assertThat(PolicyCall.of("lint", folder.resolve("none").toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void printsJson() throws IOException {
        var call = lint(
                HEAD.formatted("one") + "spec: {hooks: [deploys], engine: builtin, rules: [{check: catalog_valid}]}\n",
                "--format",
                "json");

        var json = new ObjectMapper().readTree(call.out());
        assertThat(json.path("valid").asBoolean(true)).isFalse();
        var finding = json.path("findings").path(0);
        assertThat(finding.path("pointer").asText()).isEqualTo("/spec/hooks/0");
        assertThat(finding.path("line").asInt()).isEqualTo(4);
        assertThat(finding.path("rule").asText()).isEqualTo("policy-invalid");
        assertThat(finding.path("remedy").asText()).isNotEmpty();
    }

    /** The shape that SARIF 2.1.0 asks for, where a result uses it. */
    @Test
    void printsValidSarif() throws IOException {
        var call = lint(
                HEAD.formatted("one") + "spec: {hooks: [deploys], engine: builtin, rules: [{check: catalog_valid}]}\n",
                "--format",
                "sarif");

        assertThat(call.exitCode()).isEqualTo(1);
        var log = new ObjectMapper().readTree(call.out());
        SarifShape.check(log);
        var result = log.at("/runs/0/results/0");
        assertThat(result.path("ruleId").asText()).isEqualTo("policy-invalid");
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .endsWith("policies.yaml");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(4);
        assertThat(log.at("/runs/0/tool/driver/rules")).allSatisfy(LintCommandTest::isRule);
    }

    private static void isRule(JsonNode rule) {
        assertThat(rule.at("/shortDescription/text").asText()).endsWith(".");
        assertThat(rule.at("/help/text").asText()).endsWith(".");
        assertThat(rule.at("/defaultConfiguration/level").asText()).isIn(Set.of("warning", "error"));
    }
}
