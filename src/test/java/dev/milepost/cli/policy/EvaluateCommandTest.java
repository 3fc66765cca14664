package dev.milepost.cli.policy;

import static dev.milepost.cli.policy.DecisionAnswers.EVALUATE;
import static dev.milepost.cli.policy.DecisionAnswers.decision;
import static dev.milepost.cli.policy.DecisionAnswers.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions in a pipeline. The answers are those of openapi/. */
class EvaluateCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private FakePolicies service;

    @BeforeEach
    void start() throws IOException {
        service = FakePolicies.start();
    }

    @AfterEach
    void end() {
        service.close();
    }

    private PolicyCall evaluate(String... options) {
        var words = new ArrayList<>(List.of("evaluate", "--hook", "deploy", "--service", "payments-api"));
        words.addAll(List.of(options));
        if (!words.contains("--url")) {
            words.addAll(List.of("--url", service.url()));
        }
        if (!words.contains("--timeout")) {
            words.addAll(List.of("--timeout", "5"));
        }
        return PolicyCall.of(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "allow, false, 0",
        "allow, true, 0",
        "warn, false, 0",
        "warn, true, 1",
        "deny, false, 1",
        "deny, true, 1",
        "maybe, false, 1"
    })
    void endsWithDecision(String decision, boolean failsOnWarn, int exitCode) {
        service.answer(EVALUATE, 200, decision(decision, ""));

        assertThat((failsOnWarn ? evaluate("--fail-on-warn") : evaluate()).exitCode())
                .isEqualTo(exitCode);
    }

    @Test
    void asksAboutAllThatIsNamed() throws IOException {
        service.answer(EVALUATE, 200, decision("allow", ""));
        var input = Files.writeString(folder.resolve("input.yaml"), "replicas: 3\n");

        var call = evaluate(
                "--environment",
                "production",
                "--commit",
                "9fceb02",
                "--artifact",
                "sha256:" + "a".repeat(64),
                "--pull-request",
                "https://github.com/acme/payments-api/pull/17/files",
                "--pipeline-run",
                "run-1",
                "--deployment",
                "d-42",
                "--correlation",
                "",
                "--template",
                "springboot-service@2.3.0",
                "--task",
                "t-1",
                "--input",
                input.toString());

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(JSON.readTree(service.requests().get(0).body()))
                .isEqualTo(JSON.readTree("""
                {"hook": "deploy", "service_id": "payments-api", "environment": "production", "commit_sha": "9fceb02",
                 "artifact": "sha256:%s", "repository": "github.com/acme/payments-api", "pr_id": "17",
                 "pipeline_run_id": "run-1", "deployment_id": "d-42", "template_id": "springboot-service",
                 "template_version": "2.3.0", "task_id": "t-1", "input": {"replicas": 3}}
                """.formatted("a".repeat(64))));
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/payments/pull/7, '', github.com/acme/payments, 7",
        "https://git.acme.example:8443/group/sub/payments/-/merge_requests/8, '', git.acme.example:8443/group/sub/payments, 8",
        "https://bitbucket.org/acme/payments/pull-requests/9/overview, '', bitbucket.org/acme/payments, 9",
        "https://gitea.acme.example/acme/pull/pulls/3, '', gitea.acme.example/acme/pull, 3",
        "7, https://github.com/acme/payments.git, github.com/acme/payments, 7",
        "7, github.com/acme/payments, github.com/acme/payments, 7",
    })
    void readsAddressesOfPullRequests(String pullRequest, String repository, String asked, String number)
            throws IOException {
        service.answer(EVALUATE, 200, decision("allow", ""));

        var call = evaluate("--pull-request", pullRequest, "--repository", repository);

        assertThat(call.exitCode()).as(call.err()).isZero();
        var question = JSON.readTree(service.requests().get(0).body());
        assertThat(question.path("repository").asText()).isEqualTo(asked);
        assertThat(question.path("pr_id").asText()).isEqualTo(number);
    }

    @Test
    void printsWhyInPlainText() {
        service.answer(
                EVALUATE,
                200,
                decision("deny", result("allow", "pass", "") + "," + result("deny", "missing_evidence", """
                {"rule": null, "message": "There is no evidence.", "pointer": "/evidence/cyclonedx", "remedy": "Send it.", "link": null}
                """)));

        assertThat(evaluate().out()).isEqualTo("""
                DENY: deploy of payments-api in production
                  deny  sbom-deny 1.0.0: An SBOM (missing evidence, enforce)
                        because: Because of   the tier.
                        - There is no evidence.
                          at: /evidence/cyclonedx
                          remedy: Send it.
                        see: https://docs.acme.example/sbom
                  allow sbom-allow 1.0.0: An SBOM (pass, enforce)
                        because: Because of   the tier.
                Decision 4ca636c1-55e4-417a-b1d8-4aceb67960d1: %s/api/v1/policies/decisions/4ca636c1-55e4-417a-b1d8-4aceb67960d1
                """.formatted(service.url()));
    }

    @Test
    void printsValidSarif() throws IOException {
        var violations = """
                {"rule": null, "message": "M.", "pointer": "/evidence/cyclonedx", "remedy": "R.", "link": null},
                {"rule": null, "message": "N.", "pointer": "pom.xml:3", "remedy": null, "link": null},
                {"rule": null, "message": "O.", "pointer": "spec.replicas", "remedy": null, "link": null},
                {"rule": null, "message": "P.", "pointer": null, "remedy": null, "link": null}
                """;
        service.answer(
                EVALUATE,
                200,
                decision("deny", result("deny", "fail", violations) + "," + result("allow", "waived", violations)));

        var log = JSON.readTree(evaluate("--format", "sarif").out());

        SarifShape.check(log);
        var results = log.at("/runs/0/results");
        assertThat(results).hasSize(8);
        assertThat(results.path(0).path("level").asText()).isEqualTo("error");
        assertThat(results.path(0).at("/message/text").asText()).isEqualTo("M.\nR.");
        assertThat(results.path(0)
                        .at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo("/evidence/cyclonedx");
        assertThat(results.path(1)
                        .at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo("pom.xml");
        assertThat(results.path(1)
                        .at("/locations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(3);
        assertThat(results.path(2).at("/locations/0").has("physicalLocation")).isFalse();
        assertThat(results.path(3).has("locations")).isFalse();
        assertThat(results.path(3).has("suppressions")).isFalse();
        assertThat(results.path(4).path("level").asText()).isEqualTo("note");
        assertThat(results.path(4).at("/suppressions/0/kind").asText()).isEqualTo("external");
    }

    @Test
    void appendsSummary() throws IOException {
        service.answer(EVALUATE, 200, decision("warn", ""));
        var summary = Files.writeString(folder.resolve("summary.md"), "before\n");

        assertThat(evaluate("--summary", summary.toString(), "--format", "markdown")
                        .out())
                .startsWith("### Policies: warn\n");

        assertThat(summary).hasContent("before\n### Policies: warn\n");
        assertThat(JSON.readTree(evaluate("--summary", "", "--format", "json").out())
                        .path("decision")
                        .asText())
                .isEqualTo("warn");
    }
}
