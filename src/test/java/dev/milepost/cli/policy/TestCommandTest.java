package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of policies, evaluated offline. */
class TestCommandTest {

    private static final String EXAMPLE = "src/test/resources/policies";

    @TempDir
    Path temporary;

    private CaseFolder folder;

    @BeforeEach
    void create() {
        folder = new CaseFolder(temporary);
    }

    /** The example of docs/policies.md. */
    @Test
    void evaluatesExample() {
        var call = PolicyCall.of("test", "--coverage", EXAMPLE);

        assertThat(call.exitCode()).as(call.out() + call.err()).isZero();
        assertThat(call.out()).isEqualTo("5 cases of 1 policies: 5 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void printsDifference() throws IOException {
        folder.policy("""
                hooks: [deploy]
                engine: cel
                rules:
                - {expect: 'team == "payments"', message: Only payments., path: /team, remedy: Ask.}
                - {expect: 'environment_tier != "production"', message: Not there.}
                """);
        folder.cases("""
                - name: another team
                  team: other
                  environment: prod
                  expect: {status: fail, violations: [{message: "Only *"}, {message: Other., rule: rule-3}]}
                - name: no team
                  expect: {status: pass}
                """);

        var call = folder.test();

        assertThat(call.exitCode()).isEqualTo(1);
        assertThat(call.out()).isEqualTo("""
                %1$s:6: failed: p: another team
                    - violation: message: Other.; rule: rule-3
                    + violation: rule: rule-2; message: Not there.
                %1$s:10: failed: p: no team
                    - status: pass
                    + status: fail
                    + violation: rule: rule-1; message: Only payments.; pointer: /team; remedy: Ask.
                - is expected, + is there
                2 cases of 1 policies: 0 passed, 2 failed, 0 skipped
                """.formatted(folder.path().resolve("p.policy-test.yaml")));
    }

    /** A pattern that matches both must not take the only one that another matches. */
    @Test
    void matchesViolationsInAnyOrder() throws IOException {
        folder.policy("""
                hooks: [deploy]
                engine: cel
                rules: [{expect: 'false', message: One.}, {expect: 'false', message: Two.}]
                """);
        folder.cases("""
                - {name: a, expect: {status: fail, violations: [{message: "*"}, {message: One.}]}}
                """);

        assertThat(folder.test().exitCode()).isZero();
    }

    @Test
    void statesInputInNamesOfExpressions() throws IOException {
        folder.policy("""
                hooks: [deploy, promote]
                engine: cel
                parameters: {least: 3, name: x}
                evidence: [{kind: sarif}]
                rules:
                - expect: >-
                    hook == "deploy" && service == "payments-api" && team == "payments" && system == "checkout" && tier == "1"
                    && kind == "Component" && lifecycle == "production" && compliance_level == "pci" && template == "java"
                    && template_version == "2.3.0" && environment == "prod" && environment_tier == "production"
                    && repository == "github.com/acme/payments" && pull_request == "github.com/acme/payments!7"
                    && input.replicas >= parameters.least && parameters.name == "x"
                    && evidence.sarif[0].commit_sha == commit_sha && evidence.sarif[0].facts.n == 1
                    && artifact.endsWith(evidence.sarif[0].artifact_digest) && evidence.sarif[1].facts.n == 2
                  message: Not.
                """);
        folder.cases("""
                - name: all
                  environment: prod
                  repository: github.com/acme/payments
                  pull_request: github.com/acme/payments!7
                  commit_sha: 9fceb02d0ae598e95dc970b74767f19372d61af8
                  artifact: registry.acme.example/payments@sha256:%s
                  template: java
                  template_version: 2.3.0
                  input: {replicas: 2}
                  parameters: {least: 2}
                  evidence:
                  - {kind: sarif, facts: {n: 2}, age_days: 3}
                  - {kind: sarif, facts: {n: 1}, age_days: 0.5}
                  entity:
                    kind: Component
                    metadata: {annotations: {milepost.dev/tier: "1", milepost.dev/compliance-level: pci}}
                    spec: {lifecycle: production, owner: group:default/payments, system: checkout}
                  expect: {status: pass}
                """.formatted("a".repeat(64)));

        assertThat(folder.test())
                .extracting(PolicyCall::exitCode, PolicyCall::err)
                .containsExactly(0, "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            check: golden_path_supported                       | golden_path: {support_ends: 2026-06-16} | pass
            check: golden_path_supported                       | golden_path: {support_ends: 2026-06-15} | fail
            check: golden_path_supported                       | golden_path: {withdrawn: true}          | fail
            check: golden_path_supported                       | risk: high                              | fail
            check: module_version, module: spring, atLeast: 3.1.0 | golden_path: {modules: {spring: 3.2.0}} | pass
            check: module_version, module: spring, atLeast: 3.1.0 | golden_path: {modules: {spring: 3.0.9}} | fail
            check: module_version, module: spring, atLeast: 3.1.0 | golden_path: {modules: {}}            | fail
            check: error_budget                                | error_budgets: [{objective: a, allowed: 10, bad: 9}] | pass
            check: error_budget                                | error_budgets: [{objective: a, allowed: 10, bad: 10}] | fail
            check: error_budget, objectives: [b]               | error_budgets: [{objective: a, allowed: 10, bad: 10}] | pass
            check: error_budget, remainingRatioAtLeast: 0.2    | error_budgets: [{objective: a, allowed: 10, bad: 9}] | fail
            check: catalog_valid                               | entity: {apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: a, annotations: {milepost.dev/runtime: jvm, milepost.dev/deploy-type: vm, milepost.dev/compliance-level: none}}, spec: {type: service, owner: b, lifecycle: production}} | pass
            check: catalog_valid                               | entity: {apiVersion: backstage.io/v1alpha1, kind: Component, metadata: {name: a}} | fail
            check: model_review, maxAgeDays: 30                | entity: {metadata: {annotations: {milepost.dev/model-review: r@2026-06-01}}} | pass
            check: model_review, maxAgeDays: 10                | entity: {metadata: {annotations: {milepost.dev/model-review: r@2026-06-01}}} | fail
            """)
    void statesWhatTheServiceKnows(String check, String given, String status) throws IOException {
        folder.policy("hooks: [deploy]\nengine: builtin\nrules: [{%s}]\n".formatted(check));
        folder.cases("""
                - name: a
                  template: java
                  template_version: 2.3.0
                  %s
                  expect: {status: %s}
                """.formatted(given, status));

        var call = folder.test();

        assertThat(call.exitCode()).as(call.out() + call.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            {name: a, hook: build, expect: {status: not_applicable}}                             | 0
            {name: a, entity: {}, expect: {status: error}}                                       | 0
            {name: a, entity: {a: 1}, expect: {status: pass}}                                    | 0
            {name: a, entity: {a: 2}, expect: {status: not_applicable}}                          | 0
            {name: a, entity: {a: 2}, expect: {status: pass}}                                    | 1
            {name: a, entity: {a: 1}, parameters: {none: 1}, expect: {status: pass}}             | 1
            {name: a, entity: {a: 1}, evidence: [{file: none.json}], expect: {status: pass}}     | 1
            {name: a, entity: {a: 1}, evidence: [{file: policy.yaml}], expect: {status: pass}}   | 1
            {name: a, entity: {a: 1}, now: null, expect: {status: pass}}                         | 1
            {name: a, entity: {a: 1}, evidence: [{kind: sarif}], expect: {status: pass}}         | 1
            {name: a, entity: {a: 1}, golden_path: {support_ends: 2026-02-30}, expect: {status: pass}} | 1
            {name: a, entity: {a: 1}, expect: {status: passed}}                                  | 1
            {name: a, entity: {a: 1}, expects: {status: pass}}                                   | 1
            """)
    void endsWithCode(String one, int exitCode) throws IOException {
        folder.policy("hooks: [deploy]\nmatch: entity.a == 1\nengine: cel\nrules: [{expect: 'true', message: M.}]\n");
        folder.cases("- " + one + "\n");

        var call = folder.test();

        assertThat(call.exitCode()).as(call.out() + call.err()).isEqualTo(exitCode);
    }

    @Test
    void failsWithoutThePolicy() throws IOException {
        folder.cases("- {name: a, expect: {status: pass}}\n");

        assertThat(folder.test().exitCode()).isEqualTo(1);
        assertThat(folder.test().out()).contains("There is no policy 'p' among the files.");
    }

    @Test
    void cannotRunWithoutCases() throws IOException {
        folder.policy("hooks: [deploy]\nengine: cel\nrules: [{expect: 'true', message: M.}]\n");

        assertThat(folder.test().exitCode()).isEqualTo(2);
        assertThat(folder.test().err()).startsWith("There are no cases in ");
        assertThat(PolicyCall.of("test").exitCode()).isEqualTo(2);
    }

    @Test
    void listsRulesThatFailInNoCase() throws IOException {
        folder.policy("""
                hooks: [deploy]
                engine: cel
                rules: [{name: a, expect: 'true', message: M.}, {name: b, expect: 'false', message: M.}]
                """);
        folder.cases("- {name: a, expect: {status: fail}}\n");

        assertThat(folder.test("--coverage").out())
                .startsWith("The rule a of p fails in no case\n1 cases of 1 policies: 1 passed");
        assertThat(folder.test().out()).startsWith("1 cases of 1 policies: 1 passed");
    }

    @Test
    void readsDocumentsOfOnesOwnTypes() throws IOException {
        folder.policy("""
                hooks: [deploy]
                engine: cel
                evidence: [{kind: custom/load-test, maxAgeDays: 1}]
                rules: [{expect: 'evidence["custom/load-test"][0].facts.fast', message: Slow.}]
                """);
        folder.write("type.json", """
                {"schema": {"type": "object"}, "facts": {"fast": "document.p99_ms < 250.0"}, "produced_at": "document.at"}
                """);
        folder.write("load.json", """
                {"p99_ms": 200.5, "at": "2026-06-15T10:00:00Z"}
                """);
        folder.cases("""
                - {name: fast, evidence: [{file: load.json, kind: custom/load-test, type: type.json}], expect: {status: pass}}
                - {name: no type, evidence: [{file: load.json, kind: custom/load-test}], expect: {status: pass}}
                """);

        var call = folder.test();

        assertThat(call.out())
                .contains("failed: p: no type\n    Evidence of the kind custom/load-test in a file needs type")
                .endsWith("1 passed, 1 failed, 0 skipped\n");
    }

    @Test
    void printsJson() throws IOException {
        var json = new ObjectMapper()
                .readTree(PolicyCall.of("test", "--format", "json", EXAMPLE).out());

        assertThat(json.path("passed").asInt()).isEqualTo(5);
        assertThat(json.path("cases").path(4).path("name").asText()).isEqualTo("experiments are left alone");
        assertThat(json.path("cases").path(4).path("outcome").asText()).isEqualTo("passed");
        assertThat(json.path("uncovered_rules")).isEmpty();
    }

    @Test
    void printsSchema() throws IOException {
        var call = PolicyCall.of("test", "--print-schema");

        assertThat(call.exitCode()).isZero();
        assertThat(new ObjectMapper()
                        .readTree(call.out())
                        .at("/properties/kind/const")
                        .asText())
                .isEqualTo("PolicyTest");
    }
}
