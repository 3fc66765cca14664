package dev.milepost.policy.engines;

import static dev.milepost.policy.engines.TestInput.evidence;
import static org.assertj.core.api.Assertions.assertThat;

import dev.milepost.policy.definitions.TestPolicies;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which policies apply, the evidence that they need, and rules in CEL. */
class PolicyEvaluatorTest {

    private static final PolicyEvaluator EVALUATOR = TestEngines.evaluator();

    private static EngineResult evaluate(String spec, TestInput input) {
        return EVALUATOR.evaluate(TestPolicies.policy("hooks: [deploy]\nengine: cel\n" + spec), input.build());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            kind == "Component" && type == "service" && lifecycle == "production"   | true
            tier in ["1", "2"] && risk == "high" && team == "team-payments"         | true
            compliance_level == "pci"                                               | true
            annotations["milepost.dev/compliance-level"] == "none"                  | false
            "milepost.dev/ai" in annotations                                        | false
            template == "springboot-service" && template_version.startsWith("2.")   | true
            environment_tier == "production" && environment == "prod"               | true
            hook == "deploy" && system == "checkout" && service == "payments"       | true
            entity.spec.owner == "team-payments"                                    | true
            entity.spec.dependsOn.size() > 1                                        |
            """)
    void matches(String match, Boolean applies) {
        var policy = TestPolicies.policy(
                "hooks: [deploy]\nengine: builtin\nmatch: >-\n  %s\nrules: [{check: catalog_valid}]\n"
                        .formatted(match));
        var input = new TestInput()
                .annotated("milepost.dev/compliance-level", "pci")
                .build();

        assertThat(EVALUATOR.matches(policy, input)).isEqualTo(Optional.ofNullable(applies));
    }

    @Test
    void evaluatesRulesInCel() {
        var spec = """
                evidence: [{kind: coverage}]
                parameters: {least: 0.8}
                rules:
                - name: coverage
                  expect: evidence.coverage.all(e, e.facts.line_rate >= parameters.least)
                  message: Too few lines are tested.
                  path: /evidence/coverage
                  remedy: Write tests.
                  link: https://docs.acme.example
                - expect: commit_sha != "" && input.replicas >= 2
                  message: At least two replicas.
                """;

        var good = evaluate(
                spec, new TestInput().with("coverage", "{'line_rate': 0.9}").request("{'replicas': 2}"));
        var bad = evaluate(
                spec, new TestInput().with("coverage", "{'line_rate': 0.5}").request("{'replicas': 1}"));
        var broken = evaluate(spec, new TestInput().with("coverage", "{'line_rate': 0.9}"));

        assertThat(good).isEqualTo(EngineResult.PASS);
        assertThat(bad.status()).isEqualTo(Status.FAIL);
        assertThat(bad.violations())
                .containsExactly(
                        new Violation(
                                "coverage",
                                "Too few lines are tested.",
                                "/evidence/coverage",
                                "Write tests.",
                                "https://docs.acme.example"),
                        new Violation("rule-2", "At least two replicas.", null, null, null));
        assertThat(broken.status()).isEqualTo(Status.ERROR);
    }

    @Test
    void needsEvidenceBeforeRules() {
        var spec = """
                evidence: [{kind: custom/load-test, maxAgeDays: 3}]
                rules: [{expect: "true", message: m}]
                """;

        assertThat(evaluate(spec, new TestInput()).status()).isEqualTo(Status.MISSING_EVIDENCE);
        assertThat(evaluate(spec, new TestInput().with(evidence("custom/load-test", "{}", 4, false, null)))
                        .status())
                .isEqualTo(Status.STALE_EVIDENCE);
        assertThat(evaluate(spec, new TestInput().with("custom/load-test", "{}"))
                        .status())
                .isEqualTo(Status.PASS);
    }

    /** A stored input is evaluated as it was the first time. */
    @Test
    void evaluatesStoredInputAgain() {
        var input = new TestInput()
                .with(evidence("junit", "{'failed': 2}", 3, true, null))
                .annotated("milepost.dev/compliance-level", "pci")
                .request("{'replicas': 2}")
                .build();

        var again = EngineInput.of(input.json(), TestInput.NOW);

        assertThat(again.json()).isEqualTo(input.json());
        assertThat(again.subject()).isEqualTo(input.subject());
        assertThat(again.artifactDigest()).isEqualTo(input.artifactDigest());
        var policy = TestPolicies.check("check: evidence_present, kind: junit, maxAgeDays: 2");
        assertThat(EVALUATOR.evaluate(policy, again)).isEqualTo(EVALUATOR.evaluate(policy, input));
    }

    /** All expressions of an evaluation share their steps. */
    @Test
    void boundsExpressions() {
        var rule = "- {expect: \"input.n.all(a, input.n.all(b, input.n.all(c, a + b + c >= 0)))\", message: m}\n";
        var input =
                new TestInput().request("{'n': [" + "1,".repeat(400) + "1]}").build();
        var policy = TestPolicies.policy("hooks: [deploy]\nengine: cel\nrules:\n" + rule.repeat(50));
        long began = System.nanoTime();

        var result = EVALUATOR.evaluate(policy, input);

        assertThat(result.status()).isEqualTo(Status.ERROR);
        assertThat((System.nanoTime() - began) / 1e9).isLessThan(20);
    }
}
