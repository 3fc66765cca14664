package dev.milepost.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.milepost.cli.policy.FakePolicies.FakeRequest;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions in a pipeline. The answers are those of openapi/. */
class EvaluateCommandTest {

    private static final String EVALUATE = "POST /api/v1/policies/evaluate";
    private static final String EVIDENCE = "POST /api/v1/evidence";
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

    private static String decision(String decision, String results) {
        return """
                {"decision": "%s", "decision_id": "4ca636c1-55e4-417a-b1d8-4aceb67960d1", "hook": "deploy",
                 "service_id": "payments-api", "environment": "production", "commit_sha": null, "results": [%s],
                 "warnings": [], "summary_markdown": "### Policies: %s\\n"}
                """.formatted(decision, results, decision);
    }

    private static String result(String effect, String status, String violations) {
        return """
                {"policy": "sbom-%s", "version": "1.0.0", "title": "An SBOM", "documentation": "https://docs.acme.example/sbom",
                 "status": "%s", "mode": "enforce", "effect": "%s", "because": "Because of \\u001b the tier.",
                 "violations": [%s]}
                """.formatted(effect, status, effect, violations);
    }

    @ParameterizedTest
    @CsvSource({
        "allow, false, 0", "allow, true, 0", "warn, false, 0", "warn, true, 1", "deny, false, 1", "deny, true, 1",
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
                "--environment", "production", "--commit", "9fceb02", "--artifact", "sha256:" + "a".repeat(64),
                "--pull-request", "https://github.com/acme/payments-api/pull/17/files", "--pipeline-run", "run-1",
                "--deployment", "d-42", "--correlation", "", "--template", "springboot-service@2.3.0", "--task", "t-1",
                "--input", input.toString());

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(JSON.readTree(service.requests().get(0).body())).isEqualTo(JSON.readTree("""
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
        service.answer(EVALUATE, 200, decision("deny", result("allow", "pass", "") + "," + result("deny", "missing_evidence", """
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
        assertThat(results.path(0).at("/locations/0/logicalLocations/0/fullyQualifiedName").asText())
                .isEqualTo("/evidence/cyclonedx");
        assertThat(results.path(1).at("/locations/0/physicalLocation/artifactLocation/uri").asText())
                .isEqualTo("pom.xml");
        assertThat(results.path(1).at("/locations/0/physicalLocation/region/startLine").asInt())
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

        assertThat(evaluate("--summary", summary.toString(), "--format", "markdown").out())
                .startsWith("### Policies: warn\n");

        assertThat(summary).hasContent("before\n### Policies: warn\n");
        assertThat(JSON.readTree(evaluate("--summary", "", "--format", "json").out()).path("decision").asText())
                .isEqualTo("warn");
    }

    @Test
    void sendsEvidenceFirst() throws IOException {
        service.answer(EVALUATE, 200, decision("allow", "")).answer(EVIDENCE, 201, "{\"kind\": \"sarif\"}");
        var digest = "sha256:" + "a".repeat(64);
        var sarif = Files.writeString(folder.resolve("results.sarif"), " {\"version\": \"2.1.0\"}");
        var junit = Files.writeString(folder.resolve("junit.xml"), "<testsuite/>");
        var spdx = Files.writeString(folder.resolve("sbom.spdx.yaml"), "spdxVersion: SPDX-2.3\n");
        var lcov = Files.writeString(folder.resolve("coverage.lcov"), "TN:\n");

        var call = evaluate(
                "--commit", "9fceb02", "--artifact", "registry.acme.example/payments@" + digest, "--source", "https://ci",
                "--evidence", sarif.toString(), junit.toString(), spdx.toString(), lcov.toString(),
                "custom/load-test=" + sarif);

        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.err()).startsWith("Sent %s as evidence of kind sarif\n".formatted(sarif));
        var address = EVIDENCE + "?service=payments-api&commit=9fceb02&artifact=sha256%3A" + "a".repeat(64)
                + "&source=https%3A%2F%2Fci";
        assertThat(service.requests())
                .extracting(FakeRequest::line)
                .containsExactly(
                        address, address, address, address, address + "&kind=custom%2Fload-test", EVALUATE);
        assertThat(service.requests())
                .extracting(FakeRequest::type)
                .containsExactly(
                        "application/json",
                        "application/xml",
                        "application/yaml",
                        "text/plain",
                        "application/json",
                        "application/json");
        assertThat(service.requests().get(1).body()).isEqualTo("<testsuite/>");
    }

    @Test
    void asksNothingIfEvidenceIsRefused() throws IOException {
        service.answer(EVALUATE, 200, decision("allow", "")).answer(EVIDENCE, 422, """
                {"detail": "The document is of no known format.", "errors": [{"pointer": "/runs", "detail": "is missing"}]}
                """);
        var sarif = Files.writeString(folder.resolve("results.sarif"), "{}");

        var call = evaluate("--evidence", sarif.toString());

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .isEqualTo("The service refused the evidence %s: 422 The document is of no known format.\n  /runs: is missing\n"
                        .formatted(sarif));
        assertThat(service.requests()).hasSize(1);
        assertThat(evaluate("--evidence", "none.json").exitCode()).isEqualTo(2);
    }

    /** A call that is repeated has one decision. The next call has its own: a waiver may have come meanwhile. */
    @Test
    void repeatsWithTheSameKey() {
        service.answer(EVALUATE, 503, "{}", "0")
                .answer(EVALUATE, 429, "{}", "0")
                .answer(EVALUATE, 200, decision("allow", ""));

        assertThat(evaluate().exitCode()).isZero();
        assertThat(evaluate().exitCode()).isZero();
        assertThat(evaluate("--key", "run-17").exitCode()).isZero();

        var keys = service.requests().stream().map(FakeRequest::key).toList();
        assertThat(keys).hasSize(5).doesNotContainNull();
        assertThat(keys.subList(0, 3)).containsOnly(keys.get(0));
        assertThat(keys.get(3)).isNotEqualTo(keys.get(0));
        assertThat(keys.get(4)).isEqualTo("run-17");
    }

    @ParameterizedTest
    @CsvSource({"fail, 3", "allow, 0", "deny, 1"})
    void hasNoDecisionWithoutAnswer(String onError, int exitCode) {
        service.answer(EVALUATE, 503, "{\"detail\": \"The service is busy.\"}", "100");

        var call = evaluate("--on-error", onError);

        assertThat(call.exitCode()).isEqualTo(exitCode);
        assertThat(call.err()).startsWith("The service at %s could not answer: 503 The service is busy.".formatted(service.url()));
        assertThat(call.out()).isEmpty();
        service.close();
        assertThat(evaluate("--timeout", "0", "--on-error", onError))
                .satisfies(gone -> assertThat(gone.exitCode()).isEqualTo(exitCode))
                .satisfies(gone -> assertThat(gone.err()).startsWith("No service responds at " + service.url()));
    }

    /** A page of a proxy is no decision. */
    @ParameterizedTest
    @ValueSource(strings = {"<html>", "", "{}", "[]", "{\"decision\": true}"})
    void takesNoOtherAnswerForDecision(String body) {
        service.answer(EVALUATE, 200, body);

        assertThat(evaluate().exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422})
    void saysWhatIsWrongWithTheQuestion(int status) {
        service.answer(EVALUATE, status, """
                {"detail": "It is wrong.", "errors": [{"pointer": "/environment", "detail": "is missing"}]}
                """);

        var call = evaluate("--on-error", "allow");

        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .startsWith("The service refused the question: %d It is wrong.".formatted(status))
                .endsWith("\n  /environment: is missing\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--pull-request, 7",
        "--pull-request, https://github.com/acme/payments",
        "--input, none.yaml",
        "--input, src/test/java/dev/milepost/cli/policy/PolicyCall.java",
        "--key, 'a b'",
        "--url, ftp://x"
    })
    void endsWithTwoIfTheCommandLineIsNotValid(String option, String value) {
        service.answer(EVALUATE, 200, decision("allow", ""));

        assertThat(evaluate(option, value)).satisfies(call -> assertThat(call.exitCode()).isEqualTo(2));
        assertThat(service.requests()).isEmpty();
    }
}
